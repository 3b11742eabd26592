import type { FaceObservation, ObjectObservation, Observation } from '@invigil/behaviour';
import { SEAT_RATES } from '../../eval/eye.js';
import { nearNormal, seededRandom } from '../../films/random.js';

/** As many as a seat tells. */
const FACES = 4;
const OBJECTS = ['person', 'person', 'person', 'person', 'phone', 'book'] as const;

/**
 * The most that a seat could see: four restless people, a phone and a book, every number another one in each frame. Each number's usual
 * step from frame to frame (`step`, its standard deviation) is one that the six demo films exceed in one frame of ten.
 */
export function crowdedSession(lengthMs: number, startsAt: number): Observation[] {
  const random = seededRandom(1);
  const about = (mean: number, step: number): number => mean + (step / Math.SQRT2) * nearNormal(random);
  const share = (mean: number, step: number): number => Math.min(1, Math.max(0, about(mean, step)));
  const box = (place: number, step: number) => ({
    x: about(100 + 60 * place, step),
    y: about(200, step),
    width: about(120, step),
    height: about(160, step),
  });
  const face = (index: number): FaceObservation => ({
    id: index + 1,
    box: box(3 * index, 1.2),
    presence: share(0.9, 0.01),
    quality: {
      interOcularPx: about(60, 0.8),
      sharpness: about(80, 7),
      brightness: share(0.5, 0.006),
      visible: share(0.95, 0.01),
    },
    headPose: {
      yawDeg: about(0, 0.65),
      pitchDeg: about(-10, 1.4),
      rollDeg: about(0, 0.4),
      confidence: share(0.9, 0.004),
    },
    gaze: { x: about(0, 0.015), confidence: share(0.9, 0.009) },
    eyes: { opening: about(0.4, 0.04), confidence: share(0.9, 0.002) },
    mouth: { opening: about(0.2, 0.1), confidence: share(0.9, 0.002) },
    identity: random() < 0.05 ? { similarity: about(0.7, 0.1) } : null,
  });
  const object = (label: ObjectObservation['label'], index: number): ObjectObservation => ({
    id: index + 1,
    label,
    box: box(index, 5),
    score: share(0.6, 0.1),
  });
  const everyMs = 1000 / SEAT_RATES.faces;
  const lookEach = Math.floor(SEAT_RATES.faces / SEAT_RATES.objects);
  return Array.from({ length: Math.floor(lengthMs / everyMs) }, (_, index): Observation => ({
    type: 'frame',
    capturedAt: Math.round(startsAt + index * everyMs + 8 * random()),
    width: 848,
    height: 480,
    faces: Array.from({ length: FACES }, (_, one) => face(one)),
    objects: index % lookEach === 0 ? OBJECTS.map(object) : null,
    quality: {
      brightness: share(0.5, 0.005),
      contrast: share(0.12, 0.0005),
      sharpness: about(60, 1.8),
      edgeSteepness: share(0.13, 0.006),
      burntOut: share(0.05, 0.002),
      change: share(0.02, 0.003),
      backgroundChange: share(0.1, 0.004),
      repetition: share(0.2, 0.017),
    },
    virtualCamera: false,
    tooSlow: false,
  }));
}
