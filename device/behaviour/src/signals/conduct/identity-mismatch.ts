import type { Policy } from '@invigil/contract';
import type { Evidence } from '../../evidence.js';
import type { FaceObservation } from '../../observation.js';
import { ramp } from '../../ramp.js';
import type { Moment } from '../../timeline.js';

/** A face that is followed stays the same person: at its floor a seat compares each 10 s. */
const HOLDS_MS = 12_000;
/** Likeness this much below the policy's is certainly another person's, and as much above it the same one's. */
const MARGIN = 0.1;

/** Whether somebody else sits there than when the session began. Nothing is read unless the policy asks for it. */
export class IdentityMismatch {
  readonly #policy: Policy['identity'];
  #answer: { faceId: number; confidence: number; moment: Moment } | null = null;

  constructor(policy: Policy['identity']) {
    this.#policy = policy;
  }

  /** @param face of the candidate; null where none can be read */
  read(face: FaceObservation | null, now: Moment): Evidence {
    if (!this.#policy.enabled || !face) return 'unknown';
    if (face.identity) {
      const { minSimilarity } = this.#policy;
      const confidence = ramp(face.identity.similarity, minSimilarity + MARGIN, minSimilarity - MARGIN);
      this.#answer = { faceId: face.id, confidence, moment: now };
    }
    const answer = this.#answer;
    // Whoever is followed anew may be somebody else.
    if (!answer || answer.faceId !== face.id) return 'unknown';
    if (now.elapsedMs - answer.moment.elapsedMs > HOLDS_MS) return 'unknown';
    return { confidence: answer.confidence, last: answer.moment };
  }
}
