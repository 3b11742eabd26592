import type { EvidencePicture } from '@invigil/contract';
import type { Db } from './schema.js';

/** Keeps which pictures go with a signal. The pictures themselves come by HTTP, before or after. */
export async function saveEvidence(
  db: Db,
  seatId: number,
  signalId: string,
  pictures: readonly EvidencePicture[],
): Promise<void> {
  const rows = pictures.map((picture) => ({
    seat_id: seatId,
    signal_id: signalId,
    sha256: picture.sha256,
    taken_at: picture.takenAt,
    role: picture.role,
  }));
  await db
    .insertInto('evidence')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The incident that a signal is part of; undefined where the signal is not known yet. */
export async function incidentOf(db: Db, seatId: number, signalId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('signal')
    .select('incident_id')
    .where('seat_id', '=', seatId)
    .where('id', '=', signalId)
    .executeTakeFirst();
  return row?.incident_id ?? undefined;
}
