import { area, containment } from './boxes.js';
import type { Evidence, FrameObservation } from './evidence.js';
import type { FaceObservation, Observation } from './observation.js';
import { blur, darkness, smallness } from './readable-face.js';
import { blurred } from './signals/coverage/blurred.js';
import { covered } from './signals/coverage/covered.js';
import { dark } from './signals/coverage/dark.js';
import { overexposed } from './signals/coverage/overexposed.js';

/** What a candidate can do better before the camera, in a word each. */
export type Guidance = {
  face: 'good' | 'none' | 'too-far' | 'not-centred' | 'second-person' | 'unreadable';
  light: 'good' | 'too-dark' | 'too-bright' | 'blurred' | 'covered';
};

/** The middle of a face that sits well lies this far from the picture's edges, as a share of its width and height. */
const EDGE = 0.2;
/** A face that is cut by the edge. */
const LEAST_VISIBLE = 0.9;
/** Another face that is told: as sure as this, and no smaller than this share of the first. */
const SECOND_PRESENCE = 0.5;
const SECOND_AREA = 0.05;
/** Two boxes that share more than this of the smaller one are one face's. */
const SAME_FACE = 0.4;

/** What one picture says of how a candidate sits before the camera. It is advice: no signal comes of it. */
export function guidanceOf(observation: Observation): Guidance {
  if (observation.type === 'no-frame') return { face: 'unreadable', light: 'covered' };
  const light = lightOf(observation);
  return { face: light === 'covered' ? 'unreadable' : faceOf(observation), light };
}

function lightOf(observation: FrameObservation): Guidance['light'] {
  const [face] = observation.faces;
  if (holds(overexposed(observation))) return 'too-bright';
  if (holds(covered(observation))) return 'covered';
  if (holds(dark(observation)) || (face && darkness(face) >= 0.5)) return 'too-dark';
  if (holds(blurred(observation)) || (face && blur(face) >= 0.5)) return 'blurred';
  return 'good';
}

function faceOf({ faces, height, width }: FrameObservation): Guidance['face'] {
  const [face, ...others] = faces;
  if (!face) return 'none';
  if (others.some((other) => isSecond(other, face))) return 'second-person';
  if (smallness(face) >= 0.5) return 'too-far';
  const { box, headPose, quality } = face;
  const x = (box.x + box.width / 2) / width;
  const y = (box.y + box.height / 2) / height;
  const isCentred = Math.min(x, 1 - x, y, 1 - y) >= EDGE && quality.visible >= LEAST_VISIBLE;
  if (!isCentred) return 'not-centred';
  return headPose ? 'good' : 'unreadable';
}

function isSecond(other: FaceObservation, face: FaceObservation): boolean {
  const large = area(other.box) >= SECOND_AREA * area(face.box);
  return other.presence >= SECOND_PRESENCE && large && containment(other.box, face.box) < SAME_FACE;
}

function holds(evidence: Evidence): boolean {
  return evidence !== 'unknown' && evidence.confidence >= 0.5;
}
