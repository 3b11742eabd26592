import { centreDistance } from '../boxes.js';
import type { FrameObservation } from '../evidence.js';
import type { Box } from '../observation.js';
import type { Moment } from '../timeline.js';

/** Nobody for this long, ms: whoever comes back may sit elsewhere. Somebody who picks up a pen is back before. */
const LONG_ABSENCE_MS = 15_000;
/** The same seat: the face is no further from its place than this many of its widths, and no larger or smaller than this. */
const SAME_PLACE_WIDTHS = 0.75;
const SAME_SIZE = 1.4;

type Place = { box: Box; elapsedMs: number };

/** Notices that the camera is another one, or that somebody sits down elsewhere after a long absence. */
export class SeatGeometry {
  #picture: { width: number; height: number } | null = null;
  #place: Place | null = null;

  /** Takes the next frame; gives whether what was learnt of directions no longer holds. */
  changes({ faces, height, width }: FrameObservation, { elapsedMs }: Moment): boolean {
    const before = this.#picture;
    const place = this.#place;
    this.#picture = { width, height };
    const [face] = faces;
    if (face) this.#place = { box: face.box, elapsedMs };
    if (before && (before.width !== width || before.height !== height)) return true;
    if (!face || !place || elapsedMs - place.elapsedMs < LONG_ABSENCE_MS) return false;
    return !isSamePlace(place.box, face.box);
  }
}

function isSamePlace(before: Box, now: Box): boolean {
  const grown = now.width / before.width;
  return (
    centreDistance(before, now) <= SAME_PLACE_WIDTHS * before.width &&
    grown <= SAME_SIZE &&
    grown >= 1 / SAME_SIZE
  );
}
