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
  phone: 'unknown',
  book: 'unknown',
} satisfies Record<ConductKind, Evidence>;

/** Reads the conduct evidence of each usable picture. */
export class ConductReader {
  readonly #extraPerson = new ExtraPerson();
  readonly #lookingAway: LookingAway;
  readonly #phone = new Phone();
  readonly #book = new Book();

  constructor(policy: Policy) {
    this.#lookingAway = new LookingAway(policy.lookingAway);
  }

  /** @param frame null where the picture shows nothing that can be used */
  read(frame: FrameObservation | null, now: Moment): Record<ConductKind, Evidence> {
    if (!frame) return BLIND;
    return {
      'face-absent': faceAbsent(frame),
      'extra-person': this.#extraPerson.read(frame, now),
      'looking-away': this.#lookingAway.read(frame, now),
      phone: this.#phone.read(frame, now),
      book: this.#book.read(frame, now),
    };
  }
}
