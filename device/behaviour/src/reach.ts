import { grow } from './boxes.js';
import type { FrameObservation } from './evidence.js';
import type { Box } from './observation.js';
import type { Moment } from './timeline.js';

/** Where the candidate was seen last speaks for this long, ms. */
const HOLDS_MS = 5000;
/** A person's box that counts here, and how far beyond it a hand may hold something. */
const PERSON_SCORE = 0.3;
const PERSON_MARGIN = 0.15;

/** Where in the picture something in a person's hands can be: in and around a person's box, or about a face. */
export class Reach {
  #regions: Box[] = [];
  #seenMs = 0;

  /** The regions for this frame; those of a few seconds ago where nobody is seen now. */
  regions(frame: FrameObservation, now: Moment): readonly Box[] {
    const people = (frame.objects ?? []).filter(
      (object) => object.label === 'person' && object.score >= PERSON_SCORE,
    );
    const regions = [
      ...people.map((person) => grow(person.box, PERSON_MARGIN)),
      ...frame.faces.map((face) => torsoOf(face.box)),
    ];
    if (regions.length > 0) {
      this.#regions = regions;
      this.#seenMs = now.elapsedMs;
    } else if (now.elapsedMs - this.#seenMs > HOLDS_MS) {
      this.#regions = [];
    }
    return this.#regions;
  }
}

/** The face and the upper body below it: a body is about 5 faces wide with its elbows out, a trunk about 4 faces high. */
function torsoOf(face: Box): Box {
  return {
    x: face.x - 2 * face.width,
    y: face.y - 0.5 * face.height,
    width: 5 * face.width,
    height: 5.5 * face.height,
  };
}
