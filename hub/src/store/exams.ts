import type { Exam, NewExam } from '@invigil/contract';
import { sql } from 'kysely';
import type { Db } from './schema.js';

/** Every exam, the latest first. `rooms`: only those with one of these rooms; null: all. */
export async function listExams(db: Db, rooms: readonly string[] | null = null): Promise<Exam[]> {
  const { rows } = await sql<ExamRow>`
    select exam.*,
      (select count(*) from sitting where sitting.exam = exam.exam) as candidates,
      (select count(*) from sitting where sitting.exam = exam.exam and seat is not null) as seated
    from exam order by starts_at desc, exam.exam`.execute(db);
  const roomsOf = new Map<string, string[]>();
  for (const one of await db.selectFrom('exam_room').selectAll().orderBy('room').execute())
    roomsOf.set(one.exam, [...(roomsOf.get(one.exam) ?? []), one.room]);
  const exams = rows.map((row) => examOf(row, roomsOf.get(row.exam) ?? []));
  return rooms === null ? exams : exams.filter((exam) => exam.rooms.some((room) => rooms.includes(room)));
}

/** An exam by its short name. */
export async function findExam(db: Db, name: string): Promise<Exam | undefined> {
  return (await listExams(db)).find(({ exam }) => exam === name);
}

export async function insertExam(db: Db, { exam, ...fields }: NewExam): Promise<void> {
  const { rooms, ...row } = rowOf(fields);
  await db
    .insertInto('exam')
    .values({ exam, ...row, opened_at: null, closed_at: null })
    .execute();
  await setRooms(db, exam, rooms);
}

/** Changes an exam. Who sat in a room that it has no longer has no seat then. */
export async function updateExam(db: Db, { exam, ...fields }: NewExam): Promise<void> {
  const { rooms, ...row } = rowOf(fields);
  await db
    .updateTable('exam')
    .set((eb) => ({ ...row, revision: eb('revision', '+', 1) }))
    .where('exam', '=', exam)
    .execute();
  await setRooms(db, exam, rooms);
  await db
    .updateTable('sitting')
    .set({ room: null, seat: null })
    .where('exam', '=', exam)
    .where('room', 'not in', rooms)
    .execute();
}

/** Puts an exam into force, or ends it. */
export async function setExamState(
  db: Db,
  exam: string,
  state: 'open' | 'closed',
  at: number,
): Promise<void> {
  const row = state === 'open' ? { opened_at: at, closed_at: null } : { closed_at: at };
  await db.updateTable('exam').set(row).where('exam', '=', exam).execute();
}

/** Takes an exam away with its sittings; candidates that no other exam has leave too. */
export async function deleteExam(db: Db, exam: string): Promise<void> {
  await db.deleteFrom('exam').where('exam', '=', exam).execute();
  await forgetCandidates(db);
}

/** Erases candidates whom no exam has any more. Gives how many. */
export async function forgetCandidates(db: Db): Promise<number> {
  const gone = await sql`delete from candidate where id not in (select candidate from sitting)`.execute(db);
  return Number(gone.numAffectedRows ?? 0);
}

type ExamRow = {
  exam: string;
  name: string;
  starts_at: number;
  minutes: number;
  policy: string | null;
  policy_version: number | null;
  opened_at: number | null;
  closed_at: number | null;
  address: string | null;
  revision: number;
  candidates: number;
  seated: number;
};

function examOf(row: ExamRow, rooms: string[]): Exam {
  const { closed_at: closedAt, opened_at: openedAt } = row;
  const { address, candidates, exam, minutes, name, revision, seated } = row;
  const state = openedAt === null ? 'planned' : closedAt === null ? 'open' : 'closed';
  return {
    exam,
    name,
    rooms,
    startsAt: row.starts_at,
    minutes,
    policy:
      row.policy === null || row.policy_version === null
        ? null
        : { name: row.policy, version: row.policy_version },
    ...(address !== null && { address }),
    state,
    since: closedAt ?? openedAt,
    revision,
    candidates,
    seated,
  };
}

function rowOf({ address, minutes, name, policy, rooms, startsAt }: Omit<NewExam, 'exam'>) {
  return {
    name,
    address: address ?? null,
    minutes,
    rooms: [...new Set(rooms)],
    starts_at: startsAt,
    policy: policy?.name ?? null,
    policy_version: policy?.version ?? null,
  };
}

async function setRooms(db: Db, exam: string, rooms: readonly string[]): Promise<void> {
  await db.deleteFrom('exam_room').where('exam', '=', exam).execute();
  await db
    .insertInto('exam_room')
    .values(rooms.map((room) => ({ exam, room })))
    .execute();
}
