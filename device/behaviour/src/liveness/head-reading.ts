import type { FrameObservation } from '../evidence.js';
import type { FaceObservation } from '../observation.js';

/** What one picture tells of the head that is asked. */
export type HeadReading = {
  /** Time of the picture, epoch ms. */
  at: number;
  faceId: number;
  yawDeg: number;
  pitchDeg: number;
  rollDeg: number;
  /** Distance of the eyes over the height of the face: what a turn narrows, and a picture that is turned away too. */
  eyeSpan: number;
  /** Distance of the lids over the eye's width; null where the eyes can't be read. */
  eyeOpening: number | null;
  /** Distance of the lips over the mouth's width; 0 where it can't be read. A dropped chin makes the face longer. */
  mouthOpening: number;
};

/** A face the nets are less sure of is not read. */
const LEAST_PRESENCE = 0.5;
/** Least confidence of a head pose and of eyes. At 50° of yaw a good picture still gives 0.6. */
const LEAST_CONFIDENCE = 0.3;

/**
 * Reads the head of one face.
 * @param faceId whose; the largest face where it is null or that face is gone
 */
export function readHead(frame: FrameObservation, at: number, faceId: number | null): HeadReading | null {
  const face = frame.faces.find(({ id }) => id === faceId) ?? frame.faces[0];
  return face ? readFace(face, at) : null;
}

function readFace({ box, eyes, headPose, id, mouth, presence, quality }: FaceObservation, at: number) {
  const { interOcularPx } = quality;
  if (!headPose || interOcularPx === null || presence < LEAST_PRESENCE) return null;
  if (headPose.confidence < LEAST_CONFIDENCE || box.height <= 0) return null;
  const { pitchDeg, rollDeg, yawDeg } = headPose;
  return {
    at,
    faceId: id,
    yawDeg,
    pitchDeg,
    rollDeg,
    eyeSpan: interOcularPx / box.height,
    eyeOpening: eyes && eyes.confidence >= LEAST_CONFIDENCE ? eyes.opening : null,
    mouthOpening: mouth?.opening ?? 0,
  };
}
