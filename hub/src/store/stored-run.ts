/**
 * Events of a boot that follow each other without a gap: what the first carries as the hash of the one before it, and the hash of
 * the last. Null: none is stored.
 */
export type StoredRun = { first: number; last: number; prev: string | null; hash: string | null };
