import { Behaviour, type FaceObservation, type Observation, StepEvents } from '@invigil/behaviour';
import { Policy, type SeatEvent } from '@invigil/contract';
import { BOOT } from '../lib/testing.js';
import { seeded } from './test-room.js';

/** Sessions of one seat for tests: what a camera may see, judged and told by the code that runs at the seat. */
const FRAME_MS = 200;
const START = 1_700_000_000_000;

const FACE: FaceObservation = {
  id: 1,
  box: { x: 350, y: 120, width: 140, height: 180 },
  presence: 0.97,
  quality: { interOcularPx: 60, sharpness: 80, brightness: 0.5, visible: 1 },
  headPose: { yawDeg: 2, pitchDeg: -10, rollDeg: 0, confidence: 0.9 },
  gaze: { x: 0, confidence: 0.9 },
  eyes: { opening: 0.4, confidence: 0.9 },
  mouth: { opening: 0.02, confidence: 0.9 },
  identity: null,
};
const SECOND: FaceObservation = { ...FACE, id: 2, box: { x: 680, y: 130, width: 60, height: 80 } };

function turned(yawDeg: number): FaceObservation {
  return { ...FACE, headPose: { yawDeg, pitchDeg: -10, rollDeg: 0, confidence: 0.9 } };
}

const PHONE = { id: 2, label: 'phone', box: { x: 420, y: 360, width: 50, height: 70 }, score: 0.5 } as const;
const PERSON = {
  id: 1,
  label: 'person',
  box: { x: 230, y: 90, width: 400, height: 390 },
  score: 0.8,
} as const;

type Frame = Extract<Observation, { type: 'frame' }>;
type Scene = Partial<Pick<Frame, 'faces' | 'objects'>>;

const SCENES: readonly Scene[] = [
  {},
  { faces: [] },
  { faces: [FACE, SECOND] },
  { faces: [turned(45)] },
  { faces: [turned(-40)] },
  { objects: [PERSON, PHONE] },
];

/** Events of a session of some minutes; the same for the same seed. */
export function sessionOf(seed: number, policy = Policy.parse({})): SeatEvent[] {
  const random = seeded(seed);
  const behaviour = new Behaviour({ policy, boot: BOOT });
  const telling = new StepEvents();
  const events: SeatEvent[] = [];
  let at = START;
  const show = (scene: Scene, forMs: number): void => {
    for (const end = at + forMs; at < end; at += FRAME_MS) {
      const step = behaviour.observe(frame(at, scene));
      for (const body of telling.of(step)) events.push({ seq: events.length + 1, session: null, at, body });
    }
  };
  show({}, 8000);
  for (let stretch = 0; stretch < 14; stretch += 1) {
    show(SCENES[Math.floor(random() * SCENES.length)] ?? {}, 500 + random() * 15_000);
    show({}, random() * 20_000);
  }
  show({}, 60_000);
  return events;
}

function frame(capturedAt: number, scene: Scene): Observation {
  return {
    type: 'frame',
    capturedAt,
    width: 848,
    height: 480,
    faces: [FACE],
    objects: [PERSON],
    quality: {
      brightness: 0.5,
      contrast: 0.12,
      sharpness: 60,
      edgeSteepness: 0.125,
      burntOut: 0.01,
      change: 0.01,
      backgroundChange: 0.02,
      repetition: 0.05,
    },
    virtualCamera: false,
    tooSlow: false,
    ...scene,
  };
}
