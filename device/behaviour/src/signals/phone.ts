import type { Evidence, EvidenceReader, FrameObservation } from '../evidence.js';
import { objectsInReach } from '../objects-in-reach.js';
import { PlaceVotes } from '../place-votes.js';
import { Reach } from '../reach.js';
import type { Moment } from '../timeline.js';

/** A phone's share of the picture: smaller ones are noise, larger ones are something else. */
const WANTED = { label: 'phone', leastScore: 0.3, area: { least: 0.003, most: 0.15 } } as const;
/** An object net can't be sure of a phone: cups, wallets and dark patches look like one. */
const CAP = 0.8;

/** A possible phone within a person's reach. */
export class Phone implements EvidenceReader {
  readonly #votes = new PlaceVotes({ cap: CAP });
  readonly #reach = new Reach();

  read(frame: FrameObservation, now: Moment): Evidence {
    const regions = this.#reach.regions(frame, now);
    const { height, objects, width } = frame;
    if (objects) this.#votes.look(objectsInReach({ objects, width, height }, regions, WANTED), now);
    return this.#votes.verdict(now);
  }
}
