import { grow } from './boxes.js';
import type { FrameObservation } from './evidence.js';
import type { Box, ObjectObservation } from './observation.js';
import type { Moment } from './timeline.js';

/** Where the candidate was seen last speaks for this long, ms. */
const HOLDS_MS = 5000;
/** A person's box that counts here, and how far beyond it a hand may hold something. */
const PERSON_SCORE = 0.3;
const PERSON_MARGIN = 0.15;

/** Where in the picture something in a person's hands can be: in and around a person's box, or about a face. */
export class Reach {
  #last: { frame: FrameObservation; elapsedMs: number } | null = null;

  /** Notes where people are in this frame. */
  see(frame: FrameObservation, { elapsedMs }: Moment): void {
    if (frame.faces.length > 0 || frame.objects?.some(isPerson)) this.#last = { frame, elapsedMs };
  }

  /** The regions of the newest frame in which anybody was; none once that is some seconds ago. */
  regions({ elapsedMs }: Moment): readonly Box[] {
    if (!this.#last || elapsedMs - this.#last.elapsedMs > HOLDS_MS) return [];
    const { faces, objects } = this.#last.frame;
    const people = (objects ?? []).filter(isPerson);
    return [
      ...people.map((person) => grow(person.box, PERSON_MARGIN)),
      ...faces.map((face) => torsoOf(face.box)),
    ];
  }
}

function isPerson({ label, score }: ObjectObservation): boolean {
  return label === 'person' && score >= PERSON_SCORE;
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
