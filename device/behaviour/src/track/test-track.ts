import type { TrackNote } from '@invigil/contract';
import { chance } from '../gaze/test-seat.js';
import type { FaceObservation, ObjectObservation, Observation } from '../observation.js';
import { BOOT, STANDARD } from '../test-scene.js';
import { frameChunk, TRACK_HEAD } from './track-file.js';
import { TrackWriter } from './track-writer.js';

/** Tracks for the tests of this folder. Not exported from the package. */

export const START_NOTE = {
  type: 'start',
  boot: BOOT,
  session: 'maths',
  version: '0.1.0',
  firstSignal: 1,
  policyHash: 'ab'.repeat(32),
  policy: STANDARD,
} as const satisfies TrackNote;

/** Stands for a compression. */
export const asItIs = (bytes: Uint8Array): Uint8Array => bytes;

/** What a seat does: everything written down in its turn, a chunk taken whenever one is due. */
export function record(
  given: readonly (Observation | TrackNote)[],
  pack: (chunk: Uint8Array) => Uint8Array = asItIs,
): { file: Uint8Array; told: Observation[] } {
  const writer = new TrackWriter();
  const told: Observation[] = [];
  const parts: Uint8Array[] = [TRACK_HEAD];
  for (const one of given) {
    if ('capturedAt' in one) told.push(writer.observe(one));
    else writer.note(one);
    if (writer.due) parts.push(frameChunk(pack(writer.take())));
  }
  parts.push(frameChunk(pack(writer.take())));
  return { file: Buffer.concat(parts), told };
}

const EDGES = [0, -0, 1, -1, 0.5, 1e-9, 1e9, -1e9, 255.95, 2 ** 53, NaN, Infinity, -Infinity];
const LABELS = ['person', 'phone', 'book', 'laptop', 'screen'] as const;

/** Observations by chance, among them what no camera gives. */
export function randomObservations(seed: number, count: number): Observation[] {
  const { normal, uniform } = chance(seed);
  const edge = (): number => EDGES[Math.floor(uniform() * EDGES.length)] ?? NaN;
  const any = (): number => (uniform() < 0.1 ? edge() : normal() * 10 ** (4 * uniform() - 3));
  const maybe = <T>(value: () => T): T | null => (uniform() < 0.3 ? null : value());
  const box = () => ({ x: any(), y: any(), width: any(), height: any() });
  const opening = () => ({ opening: any(), confidence: any() });
  const few = <T>(one: () => T): T[] => Array.from({ length: Math.floor(uniform() * 6) }, one);
  const id = () => Math.floor(uniform() * 8);
  const face = (): FaceObservation => ({
    id: id(),
    box: box(),
    presence: any(),
    quality: { interOcularPx: maybe(any), sharpness: any(), brightness: any(), visible: any() },
    headPose: maybe(() => ({ yawDeg: any(), pitchDeg: any(), rollDeg: any(), confidence: any() })),
    gaze: maybe(() => ({ x: any(), confidence: any() })),
    eyes: maybe(opening),
    mouth: maybe(opening),
    identity: maybe(() => ({ similarity: any() })),
  });
  const object = (): ObjectObservation => ({
    id: id(),
    label: LABELS[Math.floor(uniform() * LABELS.length)] ?? 'person',
    box: box(),
    score: any(),
  });
  let now = 1_700_000_000_000;
  return Array.from({ length: count }, (): Observation => {
    now += uniform() < 0.05 ? normal() * 10 ** (7 * uniform()) : 100 + 5 * normal();
    const capturedAt = uniform() < 0.01 ? edge() : now;
    if (uniform() < 0.1) return { type: 'no-frame', capturedAt };
    return {
      type: 'frame',
      capturedAt,
      width: 848,
      height: uniform() < 0.1 ? any() : 480,
      faces: few(face),
      objects: maybe(() => few(object)),
      quality: {
        brightness: any(),
        contrast: any(),
        sharpness: any(),
        edgeSteepness: any(),
        burntOut: any(),
        change: any(),
        backgroundChange: maybe(any),
        repetition: maybe(any),
      },
      virtualCamera: uniform() < 0.5,
      tooSlow: uniform() < 0.5,
    };
  });
}
