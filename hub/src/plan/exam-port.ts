import type {
  CandidateRequest,
  Exam,
  ExamDetail,
  ExamRequest,
  NewExam,
  SittingPlace,
  Sitting,
} from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { Outcome, Refused } from '../http/refusal.js';
import { deleteExam, findExam, insertExam, listExams, setExamState, updateExam } from '../store/exams.js';
import { findPolicy, setRoomPolicy } from '../store/policies.js';
import type { Db } from '../store/schema.js';
import {
  addSitting,
  candidateOf,
  isHeld,
  keepCandidate,
  removeSitting,
  setPlace,
  sittingOf,
  sittingsOf,
  updateCandidate,
} from '../store/sittings.js';
import type { Done, LivePlan } from './live-plan.js';

type Answer<T> = Promise<Outcome<T>>;

const NO_EXAM: Refused = { code: 'not-found', message: 'there is no such exam' };
const NO_CANDIDATE: Refused = { code: 'not-found', message: 'there is no such candidate in this exam' };
const HELD: Refused = {
  code: 'conflict',
  message: 'a session of it is held: two people have to release it first',
};

/** What people may do about exams and their candidates. */
export function examPort(db: Db, live: LivePlan) {
  /** A change of one exam. */
  const changeExam = <T>(
    name: string,
    who: Actor,
    act: (tx: Db, exam: Exam, at: number) => Promise<Done<T> | Refused>,
  ): Answer<T> =>
    live.change<T>(who, async (tx, at) => {
      const exam = await findExam(tx, name);
      return exam === undefined ? NO_EXAM : act(tx, exam, at);
    });
  /** A change of one candidate of an exam. */
  const changeSitting = <T>(
    name: string,
    id: string,
    who: Actor,
    act: (tx: Db, exam: Exam, sitting: Sitting, at: number) => Promise<Done<T> | Refused>,
  ): Answer<T> =>
    changeExam<T>(name, who, async (tx, exam, at) => {
      const sitting = await sittingIn(tx, name, id);
      return sitting === undefined ? NO_CANDIDATE : act(tx, exam, sitting, at);
    });

  return {
    list: (rooms: readonly string[] | null): Promise<Exam[]> => listExams(db, rooms),
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
    make: async (request: NewExam, who: Actor): Answer<Exam> =>
      live.change<Exam>(who, async (tx) => {
        if ((await findExam(tx, request.exam)) !== undefined)
          return { code: 'conflict', message: `there is an exam ${request.exam} already` };
        const fault = await faultIn(tx, live, request);
        if (fault !== undefined) return fault;
        await insertExam(tx, request);
        return made(await findExam(tx, request.exam), 'exam-made');
      }),
    change: (name: string, request: ExamRequest, who: Actor): Answer<Exam> =>
      changeExam(name, who, async (tx, exam) => {
        const fault = await faultIn(tx, live, request);
        if (fault !== undefined) return fault;
        if (exam.state === 'open' && request.rooms.toSorted().join() !== exam.rooms.join())
          return { code: 'conflict', message: 'it is open: end it before its rooms are changed' };
        await updateExam(tx, name, request);
        return made(await findExam(tx, name), 'exam-changed');
      }),
    remove: (name: string, who: Actor): Answer<null> =>
      changeExam<null>(name, who, async (tx, exam, at) => {
        if (exam.state === 'open') return { code: 'conflict', message: 'it is open: end it first' };
        if (await isHeld(tx, name, at)) return HELD;
        await deleteExam(tx, name);
        return { value: null, told: [{ verb: 'exam-removed', subject: name }] };
      }),
    open: (name: string, who: Actor): Answer<Exam> =>
      changeExam(name, who, async (tx, exam, at) => {
        if (exam.state === 'open') return { code: 'conflict', message: 'it is open already' };
        const other = (await listExams(tx, exam.rooms)).find(({ state }) => state === 'open');
        if (other !== undefined)
          return { code: 'conflict', message: `${other.name} is open in one of its rooms: end that first` };
        await setExamState(tx, name, 'open', at);
        const policy = exam.policy && (await findPolicy(tx, exam.policy.name, exam.policy.version));
        if (policy) for (const room of exam.rooms) await setRoomPolicy(tx, room, policy.policy, at);
        return made(await findExam(tx, name), 'exam-opened');
      }),
    close: (name: string, who: Actor): Answer<Exam> =>
      changeExam(name, who, async (tx, exam, at) => {
        if (exam.state !== 'open') return { code: 'conflict', message: 'it is not open' };
        await setExamState(tx, name, 'closed', at);
        return made(await findExam(tx, name), 'exam-closed');
      }),
    addCandidate: (name: string, request: CandidateRequest, who: Actor): Answer<Sitting> =>
      changeExam(name, who, async (tx, exam) => {
        const there = (await sittingsOf(tx, [name])).some(({ number }) => number === request.number);
        if (there) return { code: 'conflict', message: `${request.number} is in this exam already` };
        const id = await keepCandidate(tx, request);
        await addSitting(tx, exam.exam, id);
        return seen(await sittingIn(tx, name, id), 'candidate-added', name);
      }),
    changeCandidate: (name: string, id: string, request: CandidateRequest, who: Actor): Answer<Sitting> =>
      changeSitting(name, id, who, async (tx) => {
        const other = await candidateOf(tx, request.number);
        if (other !== undefined && other.id !== id)
          return { code: 'conflict', message: `${request.number} is the number of somebody else` };
        await updateCandidate(tx, id, request);
        return seen(await sittingIn(tx, name, id), 'candidate-changed', name);
      }),
    removeCandidate: (name: string, id: string, who: Actor): Answer<null> =>
      changeSitting<null>(name, id, who, async (tx, _exam, _sitting, at) => {
        if (await isHeld(tx, name, at, id)) return HELD;
        await removeSitting(tx, name, id);
        return { value: null, told: [{ verb: 'candidate-removed', subject: name }] };
      }),
    seat: (name: string, id: string, place: SittingPlace | null, who: Actor): Answer<Sitting> =>
      changeSitting(name, id, who, async (tx, exam) => {
        const isThere =
          place === null ||
          (exam.rooms.includes(place.room) && live.plan.seats.has(`${place.room}/${place.seat}`));
        if (!isThere) return { code: 'bad-request', message: 'this exam has no such seat' };
        await setPlace(tx, name, id, place);
        const where = place === null ? 'no seat' : `${place.room}/${place.seat}`;
        return seen(await sittingIn(tx, name, id), 'candidate-seated', `${name} ${where}`);
      }),
  };
}

async function sittingIn(db: Db, exam: string, id: string): Promise<Sitting | undefined> {
  const found = (await sittingsOf(db, [exam])).find((sitting) => sitting.id === id);
  return found && sittingOf(found);
}

function made(exam: Exam | undefined, verb: 'exam-made' | 'exam-changed' | 'exam-opened' | 'exam-closed') {
  return exam === undefined ? NO_EXAM : { value: exam, told: [{ verb, subject: exam.exam }] };
}

function seen(
  sitting: Sitting | undefined,
  verb: 'candidate-added' | 'candidate-changed' | 'candidate-seated',
  subject: string,
) {
  return sitting === undefined ? NO_CANDIDATE : { value: sitting, told: [{ verb, subject }] };
}

/** What of an exam names something that is not there. */
async function faultIn(db: Db, live: LivePlan, { policy, rooms }: ExamRequest): Promise<Refused | undefined> {
  const known = new Set(live.plan.rooms.map(({ room }) => room));
  const unknown = rooms.find((room) => !known.has(room));
  if (unknown !== undefined) return { code: 'bad-request', message: `there is no room ${unknown}` };
  if (policy === null || (await findPolicy(db, policy.name, policy.version)) !== undefined) return undefined;
  return { code: 'bad-request', message: `there is no version ${policy.version} of policy ${policy.name}` };
}
