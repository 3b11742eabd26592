import { randomUUID } from 'node:crypto';
import type { CompletenessCertificate } from '@invigil/contract';
import type { Db } from './schema.js';

/** What a certificate comes to, in a list. `watched`: share of the time that the camera saw; null where no time passed. */
export type Verdict = { watched: number | null; complete: boolean };

type Place = { seatId: number; session: string };

/** The verdict of a session that is over, where it was made and nothing of the session has come since. */
export async function keptVerdict(db: Db, { seatId, session }: Place): Promise<Verdict | undefined> {
  const row = await db
    .selectFrom('session_verdict')
    .select(['watched', 'complete'])
    .where('seat_id', '=', seatId)
    .where('session', '=', session)
    .executeTakeFirst();
  return row === undefined || row.complete === null
    ? undefined
    : { watched: row.watched, complete: row.complete === 1 };
}

/**
 * Makes the verdict of a session that is over and keeps it, unless something of the session comes meanwhile: then the place that was taken for it is gone.
 * Undefined: there is no certificate.
 */
export async function makeVerdict(
  db: Db,
  { seatId, session }: Place,
  certificateOf: () => Promise<CompletenessCertificate | undefined>,
): Promise<Verdict | undefined> {
  const token = randomUUID();
  const none = { complete: null, watched: null, from_at: null, to_at: null };
  await db
    .insertInto('session_verdict')
    .values({ seat_id: seatId, session, token, ...none })
    .onConflict((conflict) => conflict.columns(['seat_id', 'session']).doUpdateSet({ token, ...none }))
    .execute();
  const certificate = await certificateOf();
  const camera = certificate?.coverage.find(({ sensor }) => sensor === 'camera');
  if (certificate === undefined || camera === undefined) return undefined;
  const verdict = { watched: camera.watched, complete: certificate.complete };
  await db
    .updateTable('session_verdict')
    .set({
      watched: verdict.watched,
      complete: verdict.complete ? 1 : 0,
      from_at: camera.from,
      to_at: camera.to,
    })
    .where('seat_id', '=', seatId)
    .where('session', '=', session)
    .where('token', '=', token)
    .execute();
  return verdict;
}

/** A session of a seat, or, where none is named, all that the seat ever told. */
export type Doubted = { seatId: number; session: string | undefined };

/** So many conditions go into one statement. */
const DOUBTED_AT_ONCE = 100;

/** Something of these came: what any verdict of them said may no longer hold. */
export async function forgetVerdicts(db: Db, doubted: readonly Doubted[]): Promise<void> {
  for (let from = 0; from < doubted.length; from += DOUBTED_AT_ONCE) {
    const some = doubted.slice(from, from + DOUBTED_AT_ONCE);
    await db
      .deleteFrom('session_verdict')
      .where((eb) =>
        eb.or(
          some.map(({ seatId, session }) =>
            session === undefined ? eb('seat_id', '=', seatId) : eb.and({ seat_id: seatId, session }),
          ),
        ),
      )
      .execute();
  }
}
