import type { ConductKind, Policy } from '@invigil/contract';
import type { Evidence, FrameObservation } from './evidence.js';
import { Book } from './signals/book.js';
import { ExtraPerson } from './signals/extra-person.js';
import { faceAbsent } from './signals/face-absent.js';
import { LookingAway } from './signals/looking-away.js';
import { Phone } from './signals/phone.js';
import type { Moment } from './timeline.js';

const BLIND = {
  'face-absent': 'unknown',
  'extra-person': 'unknown',
  'looking-away': 'unknown',
  'gaze-off-screen': 'unknown',
  'eyes-closed': 'unknown',
  phone: 'unknown',
  book: 'unknown',
  'second-screen': 'unknown',
  speaking: 'unknown',
  'identity-mismatch': 'unknown',
  'face-covered': 'unknown',
  'spoof-suspected': 'unknown',
} satisfies Record<ConductKind, Evidence>;

/** Reads the conduct evidence of each usable picture. */
export class ConductReader {
  readonly #policy: Policy;
  readonly #extraPerson = new ExtraPerson();
  #lookingAway: LookingAway;
  readonly #phone = new Phone();
  readonly #book = new Book();

  constructor(policy: Policy) {
    this.#policy = policy;
    this.#lookingAway = new LookingAway(policy.lookingAway);
  }

  /** The camera looks from elsewhere now: how the candidate faces the screen is learnt anew. */
  startAnew(): void {
    this.#lookingAway = new LookingAway(this.#policy.lookingAway);
  }

  /**
   * @param frame null where the picture shows nothing that can be used
   * @param moved whether the camera looks from elsewhere than before
   */
  read(frame: FrameObservation | null, now: Moment, moved: boolean): Record<ConductKind, Evidence> {
    if (!frame) return BLIND;
    return {
      ...BLIND,
      'face-absent': faceAbsent(frame),
      'extra-person': this.#extraPerson.read(frame, now),
      'looking-away': moved ? 'unknown' : this.#lookingAway.read(frame, now),
      phone: this.#phone.read(frame, now),
      book: this.#book.read(frame, now),
    };
  }
}
