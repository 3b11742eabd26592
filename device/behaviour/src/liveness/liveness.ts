import type { Challenge, ChallengeAsked, Policy } from '@invigil/contract';
import type { Evidence, FrameObservation } from '../evidence.js';
import type { Moment, Tick } from '../timeline.js';
import { type HeadReading, readHead } from './head-reading.js';
import type { FrontPose } from './neutral.js';
import { Trial } from './trial.js';

/** How long before a cue a head shows how it stands, ms. */
const PAST_MS = 3000;
/** Two cues further apart are not "in a row", ms. */
const IN_A_ROW_MS = 600_000;
/** No proof of anything: somebody may not have heard, understood or been able to. With the standard weight it stays below an alert. */
const CONFIDENCE = { unanswered: 0.55, inconsistent: 0.7 };

type Verdict = { confidence: number; untilMs: number };

/**
 * Active liveness: judges one cue at a time, and remembers what the cues before came to. Only cues that were not answered speak for
 * `spoof-suspected`: a picture that could not be read never does, and one cue that was not heard does not either.
 */
export class Liveness {
  readonly #rule: Policy['liveness'];
  #past: HeadReading[] = [];
  #asked: ChallengeAsked | null = null;
  #trial: Trial | null = null;
  #failed = { count: 0, lastMs: 0 };
  #verdict: Verdict | null = null;

  constructor(rule: Policy['liveness']) {
    this.#rule = rule;
  }

  /** A cue is given. Gives what becomes of the one that it takes the place of. */
  ask(asked: ChallengeAsked): Challenge | null {
    const replaced = this.breakOff(asked.askedAt);
    this.#asked = asked;
    return replaced;
  }

  /**
   * Takes the next picture, and gives the outcome of a cue, once there is one.
   * @param frame null where it shows nothing that can be used
   * @param front how the candidate faces the screen; null while that isn't known, and only the last moments tell how the head stands
   */
  see(frame: FrameObservation | null, tick: Tick, front: FrontPose | null): Challenge | null {
    if (tick.broken) {
      this.#past = [];
      return this.breakOff(tick.at);
    }
    const head = frame && readHead(frame, tick.at, this.#trial ? (this.#past.at(-1)?.faceId ?? null) : null);
    const asked = this.#asked;
    if (asked && tick.at >= asked.askedAt) {
      this.#trial ??= new Trial({ asked, rule: this.#rule, before: this.#past, front });
    }
    if (head) this.#past = [...this.#past.filter(({ at }) => tick.at - at <= PAST_MS), head];
    const challenge = this.#trial?.see(head, tick) ?? null;
    if (challenge) this.#note(challenge, tick);
    return challenge;
  }

  /** What the cues so far say. */
  evidence({ elapsedMs }: Moment): Evidence {
    const verdict = this.#verdict;
    return verdict && elapsedMs < verdict.untilMs ? { confidence: verdict.confidence } : 'unknown';
  }

  /** Ends a cue that is under way: nobody watches to its end. @param at epoch ms */
  breakOff(at: number): Challenge | null {
    const asked = this.#asked;
    const trial = this.#trial ?? (asked && new Trial({ asked, rule: this.#rule, before: [], front: null }));
    this.#asked = null;
    this.#trial = null;
    return trial && trial.breakOff(at);
  }

  #note({ outcome }: Challenge, { elapsedMs }: Moment): void {
    this.#asked = null;
    this.#trial = null;
    const { attempts, holdMs } = this.#rule;
    switch (outcome) {
      case 'could-not-see':
        return;
      case 'answered':
        this.#failed = { count: 0, lastMs: elapsedMs };
        this.#verdict &&= { confidence: 0, untilMs: elapsedMs + holdMs };
        return;
      case 'not-answered':
      case 'wrong':
      case 'inconsistent': {
        const inARow = elapsedMs - this.#failed.lastMs <= IN_A_ROW_MS ? this.#failed.count : 0;
        // A face that is flat needs no second look.
        const count = outcome === 'inconsistent' ? Math.max(attempts, inARow + 1) : inARow + 1;
        this.#failed = { count, lastMs: elapsedMs };
        if (count < attempts) return;
        const confidence = outcome === 'inconsistent' ? CONFIDENCE.inconsistent : CONFIDENCE.unanswered;
        this.#verdict = { confidence, untilMs: elapsedMs + holdMs };
      }
    }
  }
}
