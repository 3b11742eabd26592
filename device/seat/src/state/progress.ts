import type { StepOutcome } from '@invigil/contract';
import { STEPS, type CheckedStep, type Outcomes, type Step } from './steps.js';

/** How far a candidate is: it outlives a reload, and nothing else. */
export type Progress = {
  /** The exam session in which it holds; empty: none. */
  session: string;
  step: Step;
  outcomes: Outcomes;
  /** The hand that is up; null: none. */
  hand: { id: string; at: number } | null;
};

const KEY = 'invigil-progress';
const OUTCOMES: readonly StepOutcome[] = ['done', 'skipped', 'not-possible', 'not-asked'];
const CHECKED: readonly CheckedStep[] = ['camera', 'identity', 'gaze', 'turn', 'microphone'];

/** Where everybody begins. */
export const atStart: Progress = { session: '', step: 'welcome', outcomes: {}, hand: null };

export function keepProgress(storage: Pick<Storage, 'setItem'>, progress: Progress): void {
  storage.setItem(KEY, JSON.stringify(progress));
}

export function forgetProgress(storage: Pick<Storage, 'removeItem'>): void {
  storage.removeItem(KEY);
}

/** How far the candidate of this session was before the page was loaded anew; the start where that is not known. */
export function keptProgress(storage: Pick<Storage, 'getItem'>, session: string): Progress {
  const kept = read(storage.getItem(KEY));
  return kept === undefined || kept.session !== session ? { ...atStart, session } : kept;
}

function read(text: string | null): Progress | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const step = STEPS.find((one) => one === value['step']);
    const { session, outcomes, hand } = value;
    if (step === undefined || typeof session !== 'string') return undefined;
    return { session, step, outcomes: readOutcomes(outcomes), hand: readHand(hand) };
  } catch {
    return undefined;
  }
}

function readOutcomes(value: unknown): Outcomes {
  if (!isRecord(value)) return {};
  const outcomes: Outcomes = {};
  for (const step of CHECKED) {
    const outcome = OUTCOMES.find((one) => one === value[step]);
    if (outcome !== undefined) outcomes[step] = outcome;
  }
  return outcomes;
}

function readHand(value: unknown): Progress['hand'] {
  if (!isRecord(value)) return null;
  const { id, at } = value;
  return typeof id === 'string' && typeof at === 'number' ? { id, at } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
