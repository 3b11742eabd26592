import { Challenge } from '@invigil/contract';
import type { Db } from './schema.js';

/** Most challenges in one answer. */
const MAX_LISTED = 100;

/** Keeps what became of a cue; told twice it is kept once. */
export async function saveChallenge(db: Db, seatId: number, challenge: Challenge): Promise<void> {
  const { askedAt, id, outcome } = challenge;
  await db
    .insertInto('challenge')
    .values({ seat_id: seatId, id, asked_at: askedAt, outcome, body: JSON.stringify(challenge) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What became of the cues of a seat, newest first. */
export async function challengesOf(db: Db, seatId: number): Promise<Challenge[]> {
  const rows = await db
    .selectFrom('challenge')
    .select('body')
    .where('seat_id', '=', seatId)
    .orderBy('asked_at', 'desc')
    .limit(MAX_LISTED)
    .execute();
  return rows.map(({ body }) => Challenge.parse(JSON.parse(body)));
}
