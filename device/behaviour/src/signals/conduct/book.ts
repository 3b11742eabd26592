import type { Evidence, EvidenceReader, FrameObservation } from '../../evidence.js';
import type { Box } from '../../observation.js';
import { objectsInReach } from '../../objects-in-reach.js';
import { PlaceVotes } from '../../place-votes.js';
import { Reach } from '../../reach.js';
import type { Moment } from '../../timeline.js';

const WANTED = { label: 'book', leastScore: 0.35, area: { least: 0.005, most: 0.35 } } as const;
const CAP = 0.7;

/** A possible book in a person's hands or on the desk before them. */
export class Book implements EvidenceReader {
  readonly #votes = new PlaceVotes({ cap: CAP });
  readonly #reach = new Reach();

  read(frame: FrameObservation, now: Moment): Evidence {
    this.#reach.see(frame, now);
    const { height, objects, width } = frame;
    if (objects) {
      const chinY = chinOf(frame);
      const found = objectsInReach({ objects, width, height }, this.#reach.regions(now), WANTED);
      this.#votes.look(
        found.filter(({ box }) => isBelow(box, chinY)),
        now,
      );
    }
    return this.#votes.verdict(now);
  }
}

/** Lower edge of the largest face; with no face in sight, the middle of the picture. */
function chinOf(frame: FrameObservation): number {
  const [face] = frame.faces;
  return face ? face.box.y + face.box.height : frame.height / 2;
}

/** A book that is read is held below the chin. One beside or above the head stands on a shelf. */
function isBelow(box: Box, chinY: number): boolean {
  return box.y + box.height / 2 > chinY;
}
