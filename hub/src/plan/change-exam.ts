import { type Exam, said } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { Outcome, Refused } from '../http/refusal.js';
import { findExam } from '../store/exams.js';
import type { Db } from '../store/schema.js';
import type { Done, LivePlan } from './live-plan.js';

export const NO_EXAM: Refused = { code: 'not-found', ...said('no-exam') };
/** Two people change the same at once: the later one looks first. */
export const MEANWHILE: Refused = {
  code: 'conflict',
  ...said('changed-meanwhile'),
};
export const HELD: Refused = {
  code: 'conflict',
  ...said('exam-held'),
};
/** What is kept of its sessions names who sat where. */
export const ENDED: Refused = {
  code: 'conflict',
  ...said('exam-ended'),
};

/** One change of one exam. */
export function changeExam<T>(
  live: LivePlan,
  name: string,
  who: Actor,
  act: (tx: Db, exam: Exam, at: number) => Promise<Done<T> | Refused>,
): Promise<Outcome<T>> {
  return live.change<T>(who, async (tx, at) => {
    const exam = await findExam(tx, name);
    return exam === undefined ? NO_EXAM : act(tx, exam, at);
  });
}
