import type { FaceObservation, ObjectObservation, Observation } from '@invigil/behaviour';
import { SEAT_RATES } from '../../eval/eye.js';
import { nearNormal, seededRandom } from '../../films/random.js';

/** As many as a seat tells. */
const FACES = 4;
const OBJECTS = 12;
const LABELS = ['person', 'phone', 'book'] as const;

/**
 * The most that a seat could see: four restless faces and a dozen objects, every number another one in each frame. The deviations are
 * those of the demo films' noisier moments; nothing rests, so that little can be saved.
 */
export function crowdedSession(lengthMs: number, startsAt: number): Observation[] {
  const random = seededRandom(1);
  const about = (mean: number, deviation: number): number => mean + deviation * nearNormal(random);
  const share = (mean: number, deviation: number): number => Math.min(1, Math.max(0, about(mean, deviation)));
  const box = (place: number) => ({
    x: about(100 + 60 * place, 2),
    y: about(200, 2),
    width: about(120, 2),
    height: about(160, 2),
  });
  const face = (index: number): FaceObservation => ({
    id: index + 1,
    box: box(3 * index),
    presence: share(0.8, 0.05),
    quality: {
      interOcularPx: about(60, 0.5),
      sharpness: about(80, 8),
      brightness: share(0.5, 0.01),
      visible: share(0.95, 0.02),
    },
    headPose: {
      yawDeg: about(0, 3),
      pitchDeg: about(-10, 2),
      rollDeg: about(0, 2),
      confidence: share(0.9, 0.03),
    },
    gaze: { x: about(0, 0.03), confidence: share(0.9, 0.03) },
    eyes: { opening: about(0.4, 0.03), confidence: share(0.9, 0.03) },
    mouth: { opening: about(0.1, 0.05), confidence: share(0.9, 0.03) },
    identity: random() < 0.05 ? { similarity: about(0.7, 0.1) } : null,
  });
  const object = (index: number): ObjectObservation => ({
    id: index + 1,
    label: LABELS[index % LABELS.length] ?? 'person',
    box: box(index),
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
    objects: index % lookEach === 0 ? Array.from({ length: OBJECTS }, (_, one) => object(one)) : null,
    quality: {
      brightness: share(0.5, 0.005),
      contrast: share(0.12, 0.003),
      sharpness: about(60, 3),
      edgeSteepness: share(0.13, 0.004),
      burntOut: share(0.05, 0.005),
      change: share(0.02, 0.004),
      backgroundChange: share(0.1, 0.02),
      repetition: share(0.2, 0.05),
    },
    virtualCamera: false,
    tooSlow: false,
  }));
}
