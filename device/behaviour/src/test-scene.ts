import { type MinuteAnalysis, Policy } from '@invigil/contract';
import { Behaviour, type BehaviourStep, type SignalChange } from './behaviour.js';
import type { FrameObservation } from './evidence.js';
import type {
  Box,
  FaceObservation,
  HeadPose,
  ObjectLabel,
  ObjectObservation,
  Observation,
  PictureQuality,
} from './observation.js';

/** Scenes for the tests of this package: a seat as the camera would report it. Not exported from the package. */

export const BOOT = '00000000000000ab';
export const START = 1_700_000_000_000;
export const STANDARD = Policy.parse({});
const FRAME_MS = 100;
/** The object net looks at each seventh frame: 1.4 times a second. */
const LOOK_EACH = 7;

const FRONT = { yawDeg: 2, pitchDeg: -10, rollDeg: 0, confidence: 0.9 };
const USUAL_FACE = { interOcularPx: 60, sharpness: 80, brightness: 0.5, visible: 1 };
export const USUAL_QUALITY: PictureQuality = {
  brightness: 0.5,
  contrast: 0.12,
  sharpness: 60,
  edgeSteepness: 0.125,
  burntOut: 0.01,
  change: 0.01,
  backgroundChange: 0.02,
  repetition: 0.05,
};
/** What a lens covered by a lid gives, and what a room without light gives. */
export const LID: PictureQuality = {
  ...USUAL_QUALITY,
  brightness: 0.01,
  contrast: 0.002,
  sharpness: 1,
  edgeSteepness: 0.004,
  burntOut: 0,
  change: 0.001,
};
export const NIGHT: PictureQuality = {
  ...LID,
  brightness: 0.045,
  contrast: 0.011,
  sharpness: 2,
  edgeSteepness: 0.011,
};
/** A torch before the lens. */
export const GLARE: PictureQuality = {
  ...USUAL_QUALITY,
  brightness: 0.98,
  contrast: 0.03,
  edgeSteepness: 0.08,
  burntOut: 0.97,
};
export const OUT_OF_FOCUS: PictureQuality = {
  ...USUAL_QUALITY,
  contrast: 0.112,
  sharpness: 4.4,
  edgeSteepness: 0.033,
};

export function face(
  pose: Partial<HeadPose> = {},
  box: Box = { x: 350, y: 120, width: 140, height: 180 },
): FaceObservation {
  return {
    id: 1,
    box,
    presence: 0.97,
    quality: USUAL_FACE,
    headPose: { ...FRONT, ...pose },
    gaze: { x: 0, confidence: 0.9 },
    eyes: { opening: 0.4, confidence: 0.9 },
    mouth: { opening: 0.02, confidence: 0.9 },
    identity: null,
  };
}

export function object(label: ObjectLabel, box: Box, score: number): ObjectObservation {
  return { id: 1, label, box, score };
}

export const PERSON = object('person', { x: 230, y: 90, width: 400, height: 390 }, 0.8);
export const SECOND_PERSON = object('person', { x: 660, y: 120, width: 160, height: 330 }, 0.7);
export const PHONE = object('phone', { x: 420, y: 360, width: 50, height: 70 }, 0.5);
export const BOOK = object('book', { x: 330, y: 380, width: 160, height: 90 }, 0.5);

export const SCREEN = object('screen', { x: 620, y: 200, width: 200, height: 140 }, 0.6);

/** A face with other eyes, mouth or likeness than a calm one. */
export function faceWith(given: Partial<FaceObservation>): FaceObservation {
  return { ...face(), ...given };
}

/** A face behind a mask or a hand, as the detector alone sees it. */
export const MASKED: FaceObservation = faceWith({
  presence: 0.45,
  quality: { ...USUAL_FACE, interOcularPx: null },
  headPose: null,
  gaze: null,
  eyes: null,
  mouth: null,
});

/** A face too far away to be read: its eyes are 3 px wide. */
export const FAR_FACE: FaceObservation = faceWith({
  box: { x: 420, y: 220, width: 27, height: 34 },
  quality: { ...USUAL_FACE, interOcularPx: 7 },
  gaze: null,
  eyes: null,
});

/** A face before a window: the room is bright. */
export const UNLIT_FACE: FaceObservation = faceWith({ quality: { ...USUAL_FACE, brightness: 0.03 } });
/** A face out of focus, the room behind it sharp. */
export const BLURRED_FACE: FaceObservation = faceWith({ quality: { ...USUAL_FACE, sharpness: 1 } });

/** What is in a frame, the rest being a calm candidate in good light. */
export type Scene = Partial<Omit<FrameObservation, 'type' | 'capturedAt' | 'objects'>> & {
  seen?: ObjectObservation[];
};

/** A stretch of one scene, of one that changes with the time since its beginning (ms), or of no frames at all. */
export type Stretch = { forMs: number; scene: Scene | 'no-frame' | ((passedMs: number) => Scene) };

/** One frame of a scene. */
export function frame(
  capturedAt: number,
  { seen = [PERSON], ...scene }: Scene = {},
  looked = true,
): FrameObservation {
  return {
    type: 'frame',
    capturedAt,
    width: 848,
    height: 480,
    faces: [face()],
    quality: USUAL_QUALITY,
    virtualCamera: false,
    tooSlow: false,
    ...scene,
    objects: looked ? seen : null,
  };
}

/** A film of stretches, at ten frames a second, from `START` on. */
export function film(...stretches: Stretch[]): Observation[] {
  const observations: Observation[] = [];
  for (const { forMs, scene } of stretches) {
    for (let passed = 0; passed < forMs; passed += FRAME_MS) {
      const capturedAt = START + observations.length * FRAME_MS;
      const looked = observations.length % LOOK_EACH === 0;
      const now = typeof scene === 'function' ? scene(passed) : scene;
      observations.push(
        now === 'no-frame' ? { type: 'no-frame', capturedAt } : frame(capturedAt, now, looked),
      );
    }
  }
  return observations;
}

/**
 * Somebody who speaks four syllables a second, of different size, with a pause now and then: sums of waves whose periods no rate of
 * frames shares.
 */
export function talking(passedMs: number): Scene {
  const seconds = passedMs / 1000;
  const wave = (hertz: number, shift: number) => Math.sin(2 * Math.PI * hertz * seconds + shift);
  const opening = Math.max(0.02, 0.18 + 0.14 * wave(4.1, 0) + 0.1 * wave(2.3, 1) + 0.06 * wave(0.7, 2));
  return { faces: [faceWith({ mouth: { opening, confidence: 0.9 } })] };
}

/** Somebody else on the candidate's chair, compared each 2 s. */
export function somebodyElse(passedMs: number): Scene {
  const identity = passedMs % 2000 === 0 ? { similarity: 0.2 } : null;
  return { faces: [faceWith({ id: 2, identity })] };
}

/** A calm candidate, long enough for a baseline. */
export const CALM: Stretch = { forMs: 6000, scene: {} };

/** All steps of a new behaviour over some observations. */
export function play(observations: readonly Observation[], policy: Policy = STANDARD): BehaviourStep[] {
  const behaviour = new Behaviour({ policy, boot: BOOT });
  return observations.map((observation) => behaviour.observe(observation));
}

export function changesOf(steps: readonly BehaviourStep[]): SignalChange[] {
  return steps.flatMap((step) => step.changes);
}

/** The minutes that a session of some observations tells, with what is left at its end. */
export function minutesOf(observations: readonly Observation[], policy: Policy = STANDARD): MinuteAnalysis[] {
  const behaviour = new Behaviour({ policy, boot: BOOT });
  const steps = observations.map((observation) => behaviour.observe(observation));
  const end = behaviour.finish(observations.at(-1)?.capturedAt ?? START);
  return [...steps, end].flatMap(({ analysis }) => analysis ?? []);
}

/** Changes as short text, such as `opened phone at 8.4`, in seconds since `START`. */
export function storyOf(steps: readonly BehaviourStep[]): string[] {
  return steps.flatMap((step) =>
    step.changes.map(
      ({ type, signal }) => `${type} ${signal.kind} at ${((step.at - START) / 1000).toFixed(1)}`,
    ),
  );
}

/** The only change of a type and kind; it throws when there is none or more than one. */
export function onlyChange(
  steps: readonly BehaviourStep[],
  type: SignalChange['type'],
  kind: string,
): SignalChange {
  const found = changesOf(steps).filter((change) => change.type === type && change.signal.kind === kind);
  const [change] = found;
  if (!change || found.length > 1)
    throw new Error(`${found.length} ${type} ${kind} in: ${storyOf(steps).join(', ')}`);
  return change;
}
