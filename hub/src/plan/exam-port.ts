import {
  type AuditVerb,
  type Exam,
  type ExamDetail,
  type ExamRequest,
  type NewExam,
  type RoomExam,
  said,
} from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { Outcome, Refused } from '../http/refusal.js';
import { deleteExam, findExam, insertExam, listExams, setExamState, updateExam } from '../store/exams.js';
import { findPolicy, setRoomPolicy } from '../store/policies.js';
import type { Db } from '../store/schema.js';
import { heldSittings, sittingOf, sittingsOf } from '../store/sittings.js';
import { ENDED, HELD, MEANWHILE, NO_EXAM, changeExam } from './change-exam.js';
import type { Done, LivePlan } from './live-plan.js';
import { publishedTo, unknownRoom } from './policy-port.js';

/** What people may do about exams. */
export function examPort(db: Db, live: LivePlan) {
  return {
    list: (rooms: readonly string[] | null): Promise<Exam[]> => listExams(db, rooms),
    openIn: (room: string): RoomExam | null => live.plan.rooms.find((one) => one.room === room)?.exam ?? null,
    detail: async (name: string, rooms: readonly string[] | null): Promise<ExamDetail | undefined> => {
      const exam = (await listExams(db, rooms)).find((one) => one.exam === name);
      if (exam === undefined) return undefined;
      const sittings = (await sittingsOf(db, [name])).map(sittingOf);
      const seen =
        rooms === null
          ? sittings
          : sittings.filter(({ place }) => place !== null && rooms.includes(place.room));
      return { ...exam, sittings: seen };
    },
    make: (request: NewExam, who: Actor): Promise<Outcome<Exam>> =>
      live.change<Exam>(who, async (tx) => {
        if ((await findExam(tx, request.exam)) !== undefined)
          return { code: 'conflict', ...said('exam-exists', { exam: request.exam }) };
        const fault = await faultIn(tx, live, request);
        if (fault !== undefined) return fault;
        await insertExam(tx, request);
        return done(tx, request.exam, 'exam-made');
      }),
    change: (name: string, { after, ...fields }: ExamRequest, who: Actor): Promise<Outcome<Exam>> =>
      changeExam(live, name, who, async (tx, exam) => {
        if (exam.revision !== after) return MEANWHILE;
        if (exam.state === 'closed') return ENDED;
        const fault = await faultIn(tx, live, fields);
        if (fault !== undefined) return fault;
        if (exam.state === 'open' && fields.rooms.toSorted().join() !== exam.rooms.join())
          return { code: 'conflict', ...said('exam-open-rooms') };
        await updateExam(tx, { exam: name, ...fields });
        return done(tx, name, 'exam-changed');
      }),
    remove: (name: string, who: Actor): Promise<Outcome<null>> =>
      changeExam<null>(live, name, who, async (tx, exam, at) => {
        if (exam.state === 'open') return { code: 'conflict', ...said('exam-open') };
        if ((await heldSittings(tx, at, name)).length > 0) return HELD;
        await deleteExam(tx, name);
        return { value: null, told: [{ verb: 'exam-removed', subject: name }] };
      }),
    open: (name: string, who: Actor): Promise<Outcome<Exam>> =>
      changeExam(live, name, who, async (tx, exam, at) => {
        if (exam.state === 'open') return { code: 'conflict', ...said('exam-is-open') };
        const other = (await listExams(tx, exam.rooms)).find(({ state }) => state === 'open');
        if (other !== undefined)
          return { code: 'conflict', ...said('other-exam-open', { name: other.name }) };
        await setExamState(tx, name, 'open', at);
        const opened = await done(tx, name, 'exam-opened');
        if ('code' in opened || exam.policy === null) return opened;
        const found = await findPolicy(tx, exam.policy.name, exam.policy.version);
        if (found === undefined) return noPolicy(exam.policy);
        for (const room of exam.rooms) await setRoomPolicy(tx, room, found.policy, at);
        const published = exam.rooms.map((room) => publishedTo(room, found));
        return { ...opened, told: [...opened.told, ...published] };
      }),
    close: (name: string, who: Actor): Promise<Outcome<Exam>> =>
      changeExam(live, name, who, async (tx, exam, at) => {
        if (exam.state !== 'open') return { code: 'conflict', ...said('exam-not-open') };
        await setExamState(tx, name, 'closed', at);
        return done(tx, name, 'exam-closed');
      }),
  };
}

/** The exam as it is now, and what is told of it. */
async function done(db: Db, name: string, verb: AuditVerb): Promise<Done<Exam> | Refused> {
  const exam = await findExam(db, name);
  return exam === undefined ? NO_EXAM : { value: exam, told: [{ verb, subject: name }] };
}

/** What of an exam names something that is not there. */
async function faultIn(
  db: Db,
  live: LivePlan,
  { policy, rooms }: Pick<Exam, 'policy' | 'rooms'>,
): Promise<Refused | undefined> {
  const unknown = unknownRoom(live, rooms);
  if (unknown !== undefined) return unknown;
  if (policy === null || (await findPolicy(db, policy.name, policy.version)) !== undefined) return undefined;
  return noPolicy(policy);
}

function noPolicy({ name, version }: { name: string; version: number }): Refused {
  return { code: 'bad-request', ...said('no-version-of-policy', { name, version }) };
}
