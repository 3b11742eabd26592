import type { ToldBoot } from './told-log.js';

/** An event as the hub stored it. */
export type StoredEvent = { seq: number; hash: string };

/** What is wrong with what the hub stored, in events. */
export type Verdict = {
  /** Told, and not stored. */
  lost: number;
  /** Stored twice, under one `seq` or under two. */
  doubled: number;
  /** Stored under the `seq` of another event of its boot. */
  outOfOrder: number;
  /** Stored with other content than was told. */
  changed: number;
  /** Stored, and told by nobody. */
  invented: number;
  /** Lost by the seat's own disk, by a fault of the campaign, before the hub had them. */
  goneWithDisk: number;
};

export const NOTHING_WRONG: Verdict = {
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  changed: 0,
  invented: 0,
  goneWithDisk: 0,
};

/** Holds what the hub stored of one boot against what was told in it. @param stored in the order of the store */
export function judgeBoot({ cut, hashes, told }: ToldBoot, stored: readonly StoredEvent[]): Verdict {
  const verdict = { ...NOTHING_WRONG };
  const seqOf = new Map(hashes.map((hash, i) => [hash, i + 1]));
  const seqs = new Set<number>();
  const seen = new Set<string>();
  for (const { hash, seq } of stored) {
    const toldAt = seqOf.get(hash);
    if (seqs.has(seq) || seen.has(hash)) verdict.doubled += 1;
    else if (toldAt === undefined) verdict[seq > hashes.length ? 'invented' : 'changed'] += 1;
    else if (toldAt !== seq) verdict.outOfOrder += 1;
    seqs.add(seq);
    seen.add(hash);
  }
  for (let seq = 1; seq <= told; seq++) if (!seqs.has(seq)) verdict.lost += 1;
  if (cut)
    for (let seq = told + 1; seq <= hashes.length; seq++) if (!seqs.has(seq)) verdict.goneWithDisk += 1;
  return verdict;
}

/** Both together. */
export function plus(a: Verdict, b: Verdict): Verdict {
  return {
    lost: a.lost + b.lost,
    doubled: a.doubled + b.doubled,
    outOfOrder: a.outOfOrder + b.outOfOrder,
    changed: a.changed + b.changed,
    invented: a.invented + b.invented,
    goneWithDisk: a.goneWithDisk + b.goneWithDisk,
  };
}
