import type { ExamFacts, StepOutcome } from '@invigil/contract';

/** What a candidate goes through, in this order. */
export const STEPS = [
  'welcome',
  'camera',
  'identity',
  'gaze',
  'turn',
  'microphone',
  'ready',
  'exam',
  'after',
] as const;
export type Step = (typeof STEPS)[number];

/** The steps of which the record says what came of them. */
export type CheckedStep = 'camera' | 'identity' | 'gaze' | 'turn' | 'microphone';

/** What came of each step until now. */
export type Outcomes = Partial<Record<CheckedStep, StepOutcome>>;

/** The steps that there are under these facts. Without a camera there is nothing that rests on it. */
export function planOf({ steps }: Pick<ExamFacts, 'steps'>): Step[] {
  const isAsked: Record<Step, boolean> = {
    welcome: true,
    camera: steps.camera,
    identity: steps.camera && steps.identity,
    gaze: steps.camera && steps.calibration,
    turn: steps.camera && steps.liveness,
    microphone: steps.microphone,
    ready: true,
    exam: true,
    after: true,
  };
  return STEPS.filter((step) => isAsked[step]);
}

/** The step that follows one, by the plan of now: a policy may have changed in between. */
export function stepAfter(step: Step, plan: readonly Step[]): Step {
  return STEPS.slice(STEPS.indexOf(step) + 1).find((next) => plan.includes(next)) ?? 'after';
}

/** Which of how many a step of the check-in is, from 1; null: it is none. */
export function placeOf(step: Step, plan: readonly Step[]): { nth: number; of: number } | null {
  const checkIn: readonly Step[] = plan.filter((one) => one !== 'exam' && one !== 'after');
  const i = checkIn.indexOf(step);
  return i === -1 ? null : { nth: i + 1, of: checkIn.length };
}

/** What the record says of each step: one that was not reached was not asked for. */
export function recordOf(outcomes: Outcomes): {
  camera: StepOutcome;
  identity: StepOutcome;
  calibration: StepOutcome;
  liveness: StepOutcome;
  microphone: StepOutcome;
} {
  return {
    camera: outcomes.camera ?? 'not-asked',
    identity: outcomes.identity ?? 'not-asked',
    calibration: outcomes.gaze ?? 'not-asked',
    liveness: outcomes.turn ?? 'not-asked',
    microphone: outcomes.microphone ?? 'not-asked',
  };
}
