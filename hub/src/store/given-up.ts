import type { CompletenessCertificate, GivenUp } from '@invigil/contract';
import type { Db } from './schema.js';

/** A closed range of `seq`. */
export type SeqRange = readonly [number, number];

/** Keeps what a seat gave up. The same told again changes nothing. */
export async function saveGivenUp(db: Db, seatId: number, givenUp: GivenUp, toldAt: number): Promise<void> {
  const { boot, first, from, last, session, to } = givenUp;
  await db
    .insertInto('given_up')
    .values({ seat_id: seatId, boot, first, last, session, from_at: from, to_at: to, told_at: toldAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a seat gave up of one of its boots, in rising order. */
export async function givenUpOf(db: Db, seatId: number, boot: string): Promise<SeqRange[]> {
  const rows = await db
    .selectFrom('given_up')
    .select(['first', 'last'])
    .where('seat_id', '=', seatId)
    .where('boot', '=', boot)
    .orderBy('first')
    .execute();
  return rows.map(({ first, last }) => [first, last] as const);
}

/** What a seat gave up of a session and the store does not hold whole. */
export async function givenUpIn(
  db: Db,
  seatId: number,
  session: string,
): Promise<NonNullable<CompletenessCertificate['givenUp']>> {
  const rows = await db
    .selectFrom('given_up')
    .select(['boot', 'first', 'last', 'from_at as from', 'to_at as to'])
    .where('seat_id', '=', seatId)
    .where('session', '=', session)
    .orderBy('from_at')
    .orderBy('boot')
    .orderBy('first')
    .execute();
  const missing = [];
  for (const row of rows) if ((await storedOf(db, seatId, row)) < row.last - row.first + 1) missing.push(row);
  return missing;
}

/** How many events of a range are stored: their acknowledgement may have been lost before they were given up. */
async function storedOf(
  db: Db,
  seatId: number,
  { boot, first, last }: Pick<GivenUp, 'boot' | 'first' | 'last'>,
): Promise<number> {
  const { stored } = await db
    .selectFrom('event')
    .innerJoin('boot', 'boot.id', 'event.boot_id')
    .select(({ fn }) => fn.countAll<number>().as('stored'))
    .where('event.seat_id', '=', seatId)
    .where('boot.boot', '=', boot)
    .where('event.seq', '>=', first)
    .where('event.seq', '<=', last)
    .executeTakeFirstOrThrow();
  return stored;
}
