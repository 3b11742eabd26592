import {
  type AuditVerb,
  type CandidateChange,
  type CandidateRequest,
  type Exam,
  type PlaceRequest,
  type Sitting,
  said,
} from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { Outcome, Refused } from '../http/refusal.js';
import type { Db } from '../store/schema.js';
import {
  addSitting,
  candidateOf,
  heldSittings,
  keepCandidate,
  removeSitting,
  setPlace,
  sittingOf,
  sittingsOf,
  updateCandidate,
} from '../store/sittings.js';
import { ENDED, HELD, MEANWHILE, changeExam } from './change-exam.js';
import type { Done, LivePlan } from './live-plan.js';

const NO_CANDIDATE: Refused = { code: 'not-found', ...said('no-candidate') };

/** What is looked at before one candidate of an exam is changed. `all`: everybody in it. */
type Change = { exam: Exam; sitting: Sitting; all: readonly Sitting[]; at: number };

/** What people may do about the candidates of an exam. The audit log is never told who they are. */
export function sittingPort(live: LivePlan) {
  const changeSitting = <T>(
    name: string,
    id: string,
    who: Actor,
    act: (tx: Db, change: Change) => Promise<Done<T> | Refused>,
  ): Promise<Outcome<T>> =>
    changeExam<T>(live, name, who, async (tx, exam, at) => {
      const all = (await sittingsOf(tx, [name])).map(sittingOf);
      const sitting = all.find((one) => one.id === id);
      return sitting === undefined ? NO_CANDIDATE : act(tx, { exam, sitting, all, at });
    });

  return {
    addCandidate: (name: string, request: CandidateRequest, who: Actor): Promise<Outcome<Sitting>> =>
      changeExam(live, name, who, async (tx, exam) => {
        if (exam.state === 'closed') return ENDED;
        const { accommodations, name: called, number } = request;
        if ((await sittingsOf(tx, [name])).some((one) => one.number === number))
          return { code: 'conflict', ...said('number-in-exam', { number }) };
        const known = await candidateOf(tx, number);
        if (known !== undefined && known.name !== called)
          return { code: 'conflict', ...said('number-of-other', { number, name: known.name }) };
        const arranged = accommodations ?? known?.accommodations ?? null;
        const id = await keepCandidate(tx, { ...request, accommodations: arranged });
        await addSitting(tx, name, id);
        return done(tx, name, id, { verb: 'candidate-added', subject: name });
      }),
    changeCandidate: (
      name: string,
      id: string,
      { after, ...request }: CandidateChange,
      who: Actor,
    ): Promise<Outcome<Sitting>> =>
      changeSitting(name, id, who, async (tx, { sitting }) => {
        if (sitting.revision !== after) return MEANWHILE;
        const other = await candidateOf(tx, request.number);
        if (other !== undefined && other.id !== id)
          return { code: 'conflict', ...said('number-taken', { number: request.number }) };
        await updateCandidate(tx, id, request);
        return done(tx, name, id, { verb: 'candidate-changed', subject: name });
      }),
    removeCandidate: (name: string, id: string, who: Actor): Promise<Outcome<null>> =>
      changeSitting<null>(name, id, who, async (tx, { at }) => {
        if (await isHeld(tx, name, at, [id])) return HELD;
        await removeSitting(tx, name, id);
        return { value: null, told: [{ verb: 'candidate-removed', subject: name }] };
      }),
    seat: (
      name: string,
      id: string,
      { instead, place }: PlaceRequest,
      who: Actor,
    ): Promise<Outcome<Sitting>> =>
      changeSitting(name, id, who, async (tx, { all, at, exam }) => {
        if (exam.state === 'closed') return ENDED;
        const key = place === null ? null : `${place.room}/${place.seat}`;
        if (place !== null && !(exam.rooms.includes(place.room) && live.plan.seats.has(key ?? '')))
          return { code: 'bad-request', ...said('exam-has-no-seat') };
        const there = all.find((one) => one.place?.room === place?.room && one.place?.seat === place?.seat);
        const sits = place === null ? null : (there?.id ?? null);
        if (sits !== instead && sits !== id) return MEANWHILE;
        if (await isHeld(tx, name, at, [id, sits])) return HELD;
        await setPlace(tx, name, id, place);
        return done(tx, name, id, { verb: 'candidate-seated', subject: `${name} ${key ?? 'no seat'}` });
      }),
  };
}

/** Whether a session of some candidates of an exam is held. */
async function isHeld(db: Db, exam: string, at: number, ids: readonly (string | null)[]): Promise<boolean> {
  return (await heldSittings(db, at, exam)).some(({ id }) => ids.includes(id));
}

/** The candidate as they are now, and what is told of it. */
async function done(
  db: Db,
  exam: string,
  id: string,
  told: { verb: AuditVerb; subject: string },
): Promise<Done<Sitting> | Refused> {
  const found = (await sittingsOf(db, [exam])).find((sitting) => sitting.id === id);
  return found === undefined ? NO_CANDIDATE : { value: sittingOf(found), told: [told] };
}
