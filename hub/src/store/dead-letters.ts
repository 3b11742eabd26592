import type { Db } from './schema.js';

/** How much of a payload that can't be read is kept, in bytes. */
const KEPT_BYTES = 1024;

/** A message that the hub could not read. */
export type DeadLetter = { topic: string; reason: string; payload: Uint8Array };

/** Keeps a message that can't be read, and drops the oldest beyond `limit`. */
export async function buryLetter(db: Db, letter: DeadLetter, at: number, limit: number): Promise<void> {
  const { id } = await db
    .insertInto('dead_letter')
    .values({
      at,
      topic: letter.topic.slice(0, KEPT_BYTES),
      reason: letter.reason.slice(0, KEPT_BYTES),
      payload: Buffer.from(letter.payload.subarray(0, KEPT_BYTES)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .deleteFrom('dead_letter')
    .where('id', '<=', id - limit)
    .execute();
}

/** The newest dead letters, newest first. */
export async function deadLetters(db: Db, limit: number): Promise<(DeadLetter & { at: number })[]> {
  return db
    .selectFrom('dead_letter')
    .select(['at', 'topic', 'reason', 'payload'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
