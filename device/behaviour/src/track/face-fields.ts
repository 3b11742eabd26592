import type { FaceObservation } from '../observation.js';
import { passBox } from './box-fields.js';
import type { ChunkMemory, Memory } from './memory.js';
import type { Pass } from './pass.js';
import { SCALES } from './scales.js';

/** Which of the measures that can be unknown are known. */
const KNOWN = { eyeDistance: 1, headPose: 2, gaze: 4, eyes: 8, mouth: 16, identity: 32 } as const;
const ALL_KNOWN = 63;

/** The way through one face of a frame. @param index its place in the list */
export function passFace(
  pass: Pass,
  { faces }: Pick<ChunkMemory, 'faces'>,
  index: number,
  given: FaceObservation | undefined,
): FaceObservation {
  const id = pass.number(faces.place(index), SCALES.id, given?.id);
  const memory = faces.thing(id);
  const known = pass.plain(ALL_KNOWN, given && knownOf(given));
  const measure = measured(pass, memory, known);
  return {
    id,
    box: passBox(pass, memory, given?.box),
    presence: pass.number(memory, SCALES.presence, given?.presence),
    quality: {
      sharpness: pass.number(memory, SCALES.faceSharpness, given?.quality.sharpness),
      brightness: pass.number(memory, SCALES.faceBrightness, given?.quality.brightness),
      visible: pass.number(memory, SCALES.visible, given?.quality.visible),
      interOcularPx: measure(KNOWN.eyeDistance, (number) =>
        number(SCALES.interOcularPx, given?.quality.interOcularPx),
      ),
    },
    headPose: measure(KNOWN.headPose, (number) => ({
      yawDeg: number(SCALES.yawDeg, given?.headPose?.yawDeg),
      pitchDeg: number(SCALES.pitchDeg, given?.headPose?.pitchDeg),
      rollDeg: number(SCALES.rollDeg, given?.headPose?.rollDeg),
      confidence: number(SCALES.poseConfidence, given?.headPose?.confidence),
    })),
    gaze: measure(KNOWN.gaze, (number) => ({
      x: number(SCALES.gazeX, given?.gaze?.x),
      confidence: number(SCALES.gazeConfidence, given?.gaze?.confidence),
    })),
    eyes: measure(KNOWN.eyes, (number) => ({
      opening: number(SCALES.eyesOpening, given?.eyes?.opening),
      confidence: number(SCALES.eyesConfidence, given?.eyes?.confidence),
    })),
    mouth: measure(KNOWN.mouth, (number) => ({
      opening: number(SCALES.mouthOpening, given?.mouth?.opening),
      confidence: number(SCALES.mouthConfidence, given?.mouth?.confidence),
    })),
    identity: measure(KNOWN.identity, (number) => ({
      similarity: number(SCALES.similarity, given?.identity?.similarity),
    })),
  };
}

function knownOf({ eyes, gaze, headPose, identity, mouth, quality }: FaceObservation): number {
  return (
    (quality.interOcularPx === null ? 0 : KNOWN.eyeDistance) +
    (headPose === null ? 0 : KNOWN.headPose) +
    (gaze === null ? 0 : KNOWN.gaze) +
    (eyes === null ? 0 : KNOWN.eyes) +
    (mouth === null ? 0 : KNOWN.mouth) +
    (identity === null ? 0 : KNOWN.identity)
  );
}

type Number = (scale: Parameters<Pass['number']>[1], given: number | null | undefined) => number;

/** Goes through a measure where it is known. */
function measured(pass: Pass, memory: Memory, known: number) {
  const number: Number = (scale, given) => pass.number(memory, scale, given ?? undefined);
  return <T>(which: number, through: (number: Number) => T): T | null =>
    (known & which) === 0 ? null : through(number);
}
