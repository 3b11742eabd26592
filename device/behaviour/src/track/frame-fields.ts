import type { FrameObservation } from '../evidence.js';
import type { PictureQuality } from '../observation.js';
import { passFace } from './face-fields.js';
import type { ChunkMemory, Memory } from './memory.js';
import { passObject } from './object-fields.js';
import { listed, type Pass } from './pass.js';
import { SCALES } from './scales.js';

const FLAGS = { virtualCamera: 1, tooSlow: 2, looked: 4, backgroundChange: 8, repetition: 16 } as const;
const ALL_FLAGS = 31;

/** The way through an observation that has a picture. */
export function passFrame(
  pass: Pass,
  memory: ChunkMemory,
  given: FrameObservation | undefined,
): FrameObservation {
  const flags = pass.plain(ALL_FLAGS, given && flagsOf(given));
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const { picture } = memory;
  return {
    type: 'frame',
    capturedAt: pass.number(picture, SCALES.capturedAt, given?.capturedAt),
    width: pass.number(picture, SCALES.width, given?.width),
    height: pass.number(picture, SCALES.height, given?.height),
    faces: listed(pass, given?.faces, (index, face) => passFace(pass, memory, index, face)),
    objects: has(FLAGS.looked)
      ? listed(pass, given?.objects ?? undefined, (index, one) => passObject(pass, memory, index, one))
      : null,
    quality: passQuality(pass, picture, has, given?.quality),
    virtualCamera: has(FLAGS.virtualCamera),
    tooSlow: has(FLAGS.tooSlow),
  };
}

function passQuality(
  pass: Pass,
  memory: Memory,
  has: (flag: number) => boolean,
  given: PictureQuality | undefined,
): PictureQuality {
  return {
    brightness: pass.number(memory, SCALES.brightness, given?.brightness),
    contrast: pass.number(memory, SCALES.contrast, given?.contrast),
    sharpness: pass.number(memory, SCALES.sharpness, given?.sharpness),
    edgeSteepness: pass.number(memory, SCALES.edgeSteepness, given?.edgeSteepness),
    burntOut: pass.number(memory, SCALES.burntOut, given?.burntOut),
    change: pass.number(memory, SCALES.change, given?.change),
    backgroundChange: has(FLAGS.backgroundChange)
      ? pass.number(memory, SCALES.backgroundChange, given?.backgroundChange ?? undefined)
      : null,
    repetition: has(FLAGS.repetition)
      ? pass.number(memory, SCALES.repetition, given?.repetition ?? undefined)
      : null,
  };
}

function flagsOf({ objects, quality, tooSlow, virtualCamera }: FrameObservation): number {
  return (
    (virtualCamera ? FLAGS.virtualCamera : 0) +
    (tooSlow ? FLAGS.tooSlow : 0) +
    (objects === null ? 0 : FLAGS.looked) +
    (quality.backgroundChange === null ? 0 : FLAGS.backgroundChange) +
    (quality.repetition === null ? 0 : FLAGS.repetition)
  );
}
