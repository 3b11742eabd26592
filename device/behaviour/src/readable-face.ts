import type { FaceObservation } from './observation.js';
import { ramp } from './ramp.js';

// Six films made smaller, darker and blurred by code, 25 pictures of each, against what the films tell as they are. By the distance of
// the eyes as of a head that faces the camera: below 17 px no eye is read (it is narrower than 8 px, which tells nothing), from 20 to
// 25 px 55 of 77 are; head poses within 5° 0.99 (n = 249) from 25 px on, 0.97 (n = 170) from 12 to 17 px, 0.82 (n = 119) from 8 to 12.
// Below a sharpness of 3 61 of 88 faces have a pose, above 5 498 of 503. Below a brightness of 0.04 mouths are 0.06 off in 15 % (n = 331).

/** Distance of the eyes' centres, px. */
const INTER_OCULAR_PX = { certain: 12, excluded: 20 };
/** The same over the width of the box, of a face without a mesh: median of 0.47 of faces that have one. */
const INTER_OCULAR_OF_BOX = 0.47;
/** A turned head's eyes stand closer together; beyond 60° nothing is made of that. */
const LEAST_COSINE = 0.5;
const BRIGHTNESS = { certain: 0.04, excluded: 0.08 };
const SHARPNESS = { certain: 2, excluded: 4 };

/** How sure it is that a face is too small to be read, 0–1. */
export function smallness({ box, headPose, quality }: FaceObservation): number {
  const cosine = Math.max(LEAST_COSINE, Math.cos(((headPose?.yawDeg ?? 0) * Math.PI) / 180));
  const { interOcularPx } = quality;
  const frontalPx = interOcularPx === null ? INTER_OCULAR_OF_BOX * box.width : interOcularPx / cosine;
  return ramp(frontalPx, INTER_OCULAR_PX.excluded, INTER_OCULAR_PX.certain);
}

/** How sure it is that a face is too dark to be read, however bright the room behind it, 0–1. */
export function darkness({ quality }: FaceObservation): number {
  return ramp(quality.brightness, BRIGHTNESS.excluded, BRIGHTNESS.certain);
}

/** How sure it is that a face is too blurred to be read, however sharp the room behind it, 0–1. */
export function blur({ quality }: FaceObservation): number {
  return ramp(quality.sharpness, SHARPNESS.excluded, SHARPNESS.certain);
}

/**
 * The candidate's face, which is the largest, if details of it can be read: pose, eyes, mouth, what covers it. That somebody is there
 * is seen of lesser faces too.
 */
export function readableFace(faces: readonly FaceObservation[]): FaceObservation | null {
  const [face] = faces;
  return face && Math.max(smallness(face), darkness(face), blur(face)) < 0.5 ? face : null;
}
