import type { Evidence, EvidenceReader, FrameObservation } from '../../evidence.js';
import { centreDistance } from '../../boxes.js';
import { objectsInReach } from '../../objects-in-reach.js';
import type { Box } from '../../observation.js';
import { PlaceVotes } from '../../place-votes.js';
import { Reach } from '../../reach.js';
import type { Moment } from '../../timeline.js';

const LABELS = ['screen', 'laptop'] as const;
const WANTED = { leastScore: 0.35, area: { least: 0.01, most: 0.6 } } as const;
/** Windows, pictures and cupboards look like a screen that is off, and a neighbour's may stand behind: a modest claim. */
const CAP = 0.6;
/** A screen is looked for in every second look only, and told again by the one between: three looks are two at least. */
const VOTES = { cap: CAP, windowMs: 6000, leastHits: 3 } as const;
/** What stands there in the first seconds of the watch belongs to the room, ms. */
const ROOM_MS = 5000;
/** Of a thing of the room when the centres are no further apart than this share of its longer side. */
const NEAR = 0.6;

/** A possible second screen or laptop near the candidate that was not there when the watch began. */
export class SecondScreen implements EvidenceReader {
  #votes = new PlaceVotes(VOTES);
  readonly #reach = new Reach();
  #furniture: Box[] = [];
  #sinceMs: number | null = null;

  read(frame: FrameObservation, now: Moment): Evidence {
    this.#sinceMs ??= now.elapsedMs;
    this.#reach.see(frame, now);
    const { height, objects, width } = frame;
    if (objects) {
      if (now.elapsedMs - this.#sinceMs <= ROOM_MS) this.#note(frame);
      const regions = this.#reach.regions(now);
      const found = LABELS.flatMap((label) =>
        objectsInReach({ objects, width, height }, regions, { ...WANTED, label }),
      );
      this.#votes.look(
        found.filter(({ box }) => !this.#furniture.some((known) => isAt(known, box))),
        now,
      );
    }
    return this.#votes.verdict(now);
  }

  /** The record was interrupted: votes of before are no votes, and the room is the same. */
  interrupt(): void {
    this.#votes = new PlaceVotes(VOTES);
  }

  #note({ objects }: FrameObservation): void {
    const screens = (objects ?? []).filter(({ label }) => LABELS.some((known) => known === label));
    this.#furniture.push(...screens.map(({ box }) => box));
  }
}

function isAt(known: Box, box: Box): boolean {
  return centreDistance(known, box) <= NEAR * Math.max(known.width, known.height);
}
