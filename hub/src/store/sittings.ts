import { randomUUID } from 'node:crypto';
import {
  type Accommodations,
  type CandidateRequest,
  type Sitting,
  type SittingPlace,
  canonicalText,
} from '@invigil/contract';
import { sql } from 'kysely';
import { forgetCandidates } from './exams.js';
import { holdsNow } from './holds.js';
import { readAccommodations } from './room-settings.js';
import type { Db } from './schema.js';

/** A candidate of an exam with the exam. */
export type ExamSitting = Sitting & { exam: string };

/** The candidate alone. */
export function sittingOf({ exam: _exam, ...sitting }: ExamSitting): Sitting {
  return sitting;
}

/** The candidates of some exams, by number. */
export async function sittingsOf(db: Db, exams: readonly string[]): Promise<ExamSitting[]> {
  const rows = await db
    .selectFrom('sitting')
    .innerJoin('candidate', 'candidate.id', 'sitting.candidate')
    .select(['exam', 'id', 'number', 'name', 'accommodations', 'revision', 'room', 'seat'])
    .where('exam', 'in', [...exams])
    .orderBy('number')
    .execute();
  return rows.map(({ accommodations, room, seat, ...row }) => ({
    ...row,
    accommodations: readAccommodations(accommodations),
    place: room === null || seat === null ? null : { room, seat },
  }));
}

/** A candidate, whatever exam they are in. */
export type KnownCandidate = { id: string; name: string; accommodations: Accommodations | null };

/** A candidate by the centre's number. */
export async function candidateOf(db: Db, number: string): Promise<KnownCandidate | undefined> {
  const row = await db
    .selectFrom('candidate')
    .select(['id', 'name', 'accommodations'])
    .where('number', '=', number)
    .executeTakeFirst();
  return row && { ...row, accommodations: readAccommodations(row.accommodations) };
}

/** Every candidate by number. */
export async function allCandidates(db: Db): Promise<Map<string, KnownCandidate>> {
  const rows = await db.selectFrom('candidate').select(['id', 'number', 'name', 'accommodations']).execute();
  return new Map(
    rows.map(({ accommodations, number, ...row }) => [
      number,
      { ...row, accommodations: readAccommodations(accommodations) },
    ]),
  );
}

/** Keeps a candidate by number: a new one, or what is different of one who is known. Gives the id. */
export async function keepCandidate(db: Db, candidate: CandidateRequest): Promise<string> {
  const { accommodations, name, number } = candidate;
  const known = await candidateOf(db, number);
  if (known === undefined) {
    const id = randomUUID();
    const row = { id, number, name, accommodations: accommodations && JSON.stringify(accommodations) };
    await db.insertInto('candidate').values(row).execute();
    return id;
  }
  const isSame = name === known.name && canonicalText(accommodations) === canonicalText(known.accommodations);
  if (!isSame) await updateCandidate(db, known.id, candidate);
  return known.id;
}

/** Changes a candidate of any number. */
export async function updateCandidate(
  db: Db,
  id: string,
  { accommodations, name, number }: CandidateRequest,
): Promise<void> {
  const row = { number, name, accommodations: accommodations && JSON.stringify(accommodations) };
  await db
    .updateTable('candidate')
    .set((eb) => ({ ...row, revision: eb('revision', '+', 1) }))
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

/** Candidates whose session at their seat is held, of all exams or of one. */
export async function heldSittings(
  db: Db,
  now: number,
  exam?: string,
): Promise<{ exam: string; id: string; number: string }[]> {
  let rows = holdsNow(db, now)
    .innerJoin('seat', 'seat.id', 'hold.seat_id')
    .innerJoin('sitting', (join) =>
      join
        .onRef('sitting.exam', '=', 'hold.session')
        .onRef('sitting.room', '=', 'seat.room')
        .onRef('sitting.seat', '=', 'seat.seat'),
    )
    .innerJoin('candidate', 'candidate.id', 'sitting.candidate')
    .select(['sitting.exam', 'candidate.id', 'candidate.number']);
  if (exam !== undefined) rows = rows.where('sitting.exam', '=', exam);
  return rows.execute();
}
