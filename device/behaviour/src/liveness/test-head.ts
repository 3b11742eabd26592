import type { Challenge, ChallengeAsked, Cue } from '@invigil/contract';
import { Behaviour, type BehaviourStep } from '../behaviour.js';
import type { FrameObservation } from '../evidence.js';
import type { FaceObservation } from '../observation.js';
import { BOOT, face, frame, STANDARD, START } from '../test-scene.js';

/** Heads that are asked something, for the tests of this folder. Angles are off the front; times in ms from `START`. */
type Pose = { yawDeg?: number; pitchDeg?: number; eyes?: number; narrow?: number; mouth?: number };
/** What the camera sees at a time; null: a face that can't be read. */
export type Act = (atMs: number) => Pose | null;

/** Before it, the head faces the screen. */
export const ASK_MS = 4000;
const ID = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';
const FRONT = { yawDeg: 2, pitchDeg: -10 };

/** A head that goes out to an angle and back, like half a wave. */
export function outAndBack(from: number, lastsMs: number, peakDeg: number): (atMs: number) => number {
  return (atMs) => {
    const share = (atMs - from) / lastsMs;
    return share > 0 && share < 1 ? peakDeg * Math.sin(Math.PI * share) : 0;
  };
}

/** A solid head: its eyes come closer together as it turns. `narrow` makes its face narrower without a turn. */
function seen({ eyes = 0.4, mouth = 0.02, narrow = 1, pitchDeg = 0, yawDeg = 0 }: Pose): FaceObservation {
  const turn = Math.cos(((FRONT.yawDeg + yawDeg) * Math.PI) / 180);
  const told = face({ yawDeg: FRONT.yawDeg + yawDeg, pitchDeg: FRONT.pitchDeg + pitchDeg });
  return {
    ...told,
    quality: { ...told.quality, interOcularPx: 60 * turn * narrow },
    eyes: { opening: eyes, confidence: 0.9 },
    mouth: { opening: mouth, confidence: 0.9 },
  };
}

function pictureOf(act: Act, atMs: number): FrameObservation {
  const pose = act(atMs);
  const told = pose ? seen(pose) : { ...face(), headPose: null, eyes: null };
  return frame(START + atMs, { faces: [told] }, false);
}

export function asked(cue: Cue, more: Partial<ChallengeAsked> = {}): ChallengeAsked {
  return { id: ID, issuer: 'eva', cue, askedAt: START + ASK_MS, withinMs: 10_000, ...more };
}

type Options = { fps?: number; policy?: typeof STANDARD; untilMs?: number };

/** All steps of a seat at which some cues are given while somebody acts. */
export function playCues(cues: readonly ChallengeAsked[], act: Act, options: Options = {}): BehaviourStep[] {
  const { fps = 10, policy = STANDARD, untilMs = 20_000 } = options;
  const behaviour = new Behaviour({ policy, boot: BOOT });
  const waiting = [...cues];
  const steps: BehaviourStep[] = [];
  for (let atMs = 0; atMs <= untilMs; atMs += 1000 / fps) {
    for (let next = waiting[0]; next && START + atMs >= next.askedAt; next = waiting[0]) {
      behaviour.challenge(next);
      waiting.shift();
    }
    steps.push(behaviour.observe(pictureOf(act, Math.round(atMs))));
  }
  return steps;
}

export function challengesIn(steps: readonly BehaviourStep[]): Challenge[] {
  return steps.flatMap(({ challenges = [] }) => challenges);
}

/** What becomes of one cue. */
export function judge(cue: Cue, act: Act, options?: Options): Challenge {
  const [challenge, ...others] = challengesIn(playCues([asked(cue)], act, options));
  if (!challenge || others.length > 0) throw new Error(`${others.length + Number(!!challenge)} outcomes`);
  return challenge;
}
