import { randomUUID } from 'node:crypto';
import type { Accommodations, CandidateRequest, SittingPlace, Sitting } from '@invigil/contract';
import { sql } from 'kysely';
import { forgetCandidates } from './exams.js';
import { holdOf } from './holds.js';
import { readAccommodations } from './room-settings.js';
import type { Db } from './schema.js';

/** A candidate of an exam with the exam. */
export type ExamSitting = Sitting & { exam: string };

/** The candidate alone. */
export function sittingOf({ accommodations, id, name, number, place }: ExamSitting): Sitting {
  return { id, number, name, accommodations, place };
}

/** The candidates of some exams, by number. */
export async function sittingsOf(db: Db, exams: readonly string[]): Promise<ExamSitting[]> {
  const rows = await db
    .selectFrom('sitting')
    .innerJoin('candidate', 'candidate.id', 'sitting.candidate')
    .select(['exam', 'id', 'number', 'name', 'accommodations', 'room', 'seat'])
    .where('exam', 'in', [...exams])
    .orderBy('number')
    .execute();
  return rows.map(({ accommodations, room, seat, ...row }) => ({
    ...row,
    accommodations: readAccommodations(accommodations),
    place: room === null || seat === null ? null : { room, seat },
  }));
}

/** A candidate by the centre's number, whatever exam they are in. */
export async function candidateOf(
  db: Db,
  number: string,
): Promise<{ id: string; name: string; accommodations: Accommodations | null } | undefined> {
  const row = await db.selectFrom('candidate').selectAll().where('number', '=', number).executeTakeFirst();
  return row && { ...row, accommodations: readAccommodations(row.accommodations) };
}

/** Every candidate's name and arrangement by number. */
export async function allCandidates(
  db: Db,
): Promise<Map<string, { name: string; accommodations: Accommodations | null }>> {
  const rows = await db.selectFrom('candidate').selectAll().execute();
  return new Map(
    rows.map(({ accommodations, name, number }) => [
      number,
      { name, accommodations: readAccommodations(accommodations) },
    ]),
  );
}

/** Keeps a candidate by number: a new one, or what is different of one who is known. Gives the id. */
export async function keepCandidate(
  db: Db,
  { accommodations, name, number }: CandidateRequest,
): Promise<string> {
  const row = { name, accommodations: accommodations && JSON.stringify(accommodations) };
  const { id } = await db
    .insertInto('candidate')
    .values({ id: randomUUID(), number, ...row })
    .onConflict((conflict) => conflict.column('number').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Changes a candidate of any number. */
export async function updateCandidate(
  db: Db,
  id: string,
  { accommodations, name, number }: CandidateRequest,
): Promise<void> {
  await db
    .updateTable('candidate')
    .set({ number, name, accommodations: accommodations && JSON.stringify(accommodations) })
    .where('id', '=', id)
    .execute();
}

/** Makes a candidate one of an exam, without a seat. One who is already keeps the seat. */
export async function addSitting(db: Db, exam: string, candidate: string): Promise<void> {
  await db
    .insertInto('sitting')
    .values({ exam, candidate, room: null, seat: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes a candidate out of an exam; one whom no other exam has leaves the store. */
export async function removeSitting(db: Db, exam: string, candidate: string): Promise<void> {
  await db.deleteFrom('sitting').where('exam', '=', exam).where('candidate', '=', candidate).execute();
  await forgetCandidates(db);
}

/** Gives a candidate a seat, or none. Who has it already takes the one that becomes free, if there is one. */
export async function setPlace(
  db: Db,
  exam: string,
  candidate: string,
  place: SittingPlace | null,
): Promise<void> {
  const of = (who: string) => db.updateTable('sitting').where('exam', '=', exam).where('candidate', '=', who);
  const { room, seat } = await db
    .selectFrom('sitting')
    .select(['room', 'seat'])
    .where('exam', '=', exam)
    .where('candidate', '=', candidate)
    .executeTakeFirstOrThrow();
  const nowhere = { room: null, seat: null };
  const other =
    place &&
    (await db
      .selectFrom('sitting')
      .select('candidate')
      .where('exam', '=', exam)
      .where('room', '=', place.room)
      .where('seat', '=', place.seat)
      .where('candidate', '<>', candidate)
      .executeTakeFirst());
  await of(candidate).set(nowhere).execute();
  if (other) await of(other.candidate).set({ room, seat }).execute();
  if (place !== null) await of(candidate).set(place).execute();
}

/** Takes a candidate's seat in an exam away. */
export async function clearPlace(db: Db, exam: string, candidate: string): Promise<void> {
  await db
    .updateTable('sitting')
    .set({ room: null, seat: null })
    .where('exam', '=', exam)
    .where('candidate', '=', candidate)
    .execute();
}

/** Erases that somebody sat at a seat in an exam; one whom no exam has any more leaves too. Gives how many did. */
export async function eraseSittingAt(db: Db, exam: string, { room, seat }: SittingPlace): Promise<number> {
  await db
    .deleteFrom('sitting')
    .where('exam', '=', exam)
    .where('room', '=', room)
    .where('seat', '=', seat)
    .execute();
  return forgetCandidates(db);
}

/** Erases who sat in exams that ended before a time, save where `isKept` says that a session of that seat is kept. Gives how many candidates left. */
export async function eraseEndedSittings(
  db: Db,
  before: number,
  isKept: (at: { exam: string } & SittingPlace) => boolean,
): Promise<number> {
  const rows = await db
    .selectFrom('sitting')
    .innerJoin('exam', 'exam.exam', 'sitting.exam')
    .select(['sitting.exam', 'candidate', 'room', 'seat'])
    .where(sql<number>`starts_at + minutes * 60000`, '<', before)
    .execute();
  for (const { candidate, exam, room, seat } of rows) {
    if (room !== null && seat !== null && isKept({ exam, room, seat })) continue;
    await db.deleteFrom('sitting').where('exam', '=', exam).where('candidate', '=', candidate).execute();
  }
  return forgetCandidates(db);
}

/** Who sits at a seat in an exam, as the centre entered them. */
export async function candidateAt(
  db: Db,
  exam: string,
  { room, seat }: SittingPlace,
): Promise<Pick<Sitting, 'number' | 'name' | 'accommodations'> | undefined> {
  const row = await db
    .selectFrom('sitting')
    .innerJoin('candidate', 'candidate.id', 'sitting.candidate')
    .select(['number', 'name', 'accommodations'])
    .where('exam', '=', exam)
    .where('room', '=', room)
    .where('seat', '=', seat)
    .executeTakeFirst();
  return row && { ...row, accommodations: readAccommodations(row.accommodations) };
}

/** Whether a session of an exam is held at the seat of one of its candidates. @param candidate this one only; left out: any */
export async function isHeld(db: Db, exam: string, now: number, candidate?: string): Promise<boolean> {
  let rows = db
    .selectFrom('sitting')
    .innerJoin('seat', (join) =>
      join.onRef('seat.room', '=', 'sitting.room').onRef('seat.seat', '=', 'sitting.seat'),
    )
    .select('seat.id')
    .where('exam', '=', exam);
  if (candidate !== undefined) rows = rows.where('candidate', '=', candidate);
  for (const { id: seatId } of await rows.execute())
    if ((await holdOf(db, { seatId, session: exam }, now)) !== undefined) return true;
  return false;
}
