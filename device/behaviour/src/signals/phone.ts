import { area, intersection } from '../boxes.js';
import type { Evidence, EvidenceReader, FrameObservation } from '../evidence.js';
import { PlaceVotes } from '../place-votes.js';
import { Reach } from '../reach.js';
import type { Moment } from '../timeline.js';

const LEAST_SCORE = 0.3;
/** A phone's share of the picture: smaller ones are noise, larger ones are something else. */
const AREA = { least: 0.003, most: 0.15 };
/** An object net can't be sure of a phone: cups, wallets and dark patches look like one. */
const CAP = 0.8;

/** A possible phone within a person's reach. */
export class Phone implements EvidenceReader {
  readonly #votes = new PlaceVotes({ cap: CAP });
  readonly #reach = new Reach();

  read(frame: FrameObservation, now: Moment): Evidence {
    const regions = this.#reach.regions(frame, now);
    if (frame.objects) {
      const picture = frame.width * frame.height;
      const found = frame.objects.filter(({ label, score, box }) => {
        if (label !== 'phone' || score < LEAST_SCORE) return false;
        const share = area(box) / picture;
        if (share < AREA.least || share > AREA.most) return false;
        return regions.some((region) => intersection(region, box) > 0);
      });
      this.#votes.look(found, now);
    }
    return this.#votes.verdict(now);
  }
}
