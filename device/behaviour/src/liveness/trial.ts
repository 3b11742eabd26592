import type { Challenge, ChallengeAsked, ChallengeOutcome, Policy } from '@invigil/contract';
import type { Tick } from '../timeline.js';
import { Blinks } from './blinks.js';
import { Depth } from './depth.js';
import type { HeadReading } from './head-reading.js';
import { type Direction, degreesToward, type Deviation, type Movement, Movements } from './movements.js';
import { type FrontPose, type Neutral, neutralOf } from './neutral.js';
import { Readable } from './readable.js';

/** Faster than anybody reacts to what they hear or see, ms: such a movement began before the cue. */
const REACTION_MS = 150;
/** One movement in a wrong direction is forgiven: many people take left for right. A head that goes everywhere answers nothing. */
const FORGIVEN = 1;
/** Below this the face did not change as a solid head's. */
const LEAST_CONSISTENCY = 0.5;
/** A face as narrow as only a flat picture for this long is one, ms. */
const FLAT_MS = 300;
/** Two blinks further apart are none that were asked for: everybody blinks each few seconds, ms. */
const PAIR_MS = 1000;
/** Of a cue's time, at least this share must have been readable, or nothing is said of the candidate. */
const LEAST_READABLE = 0.6;
/** Pictures further apart miss a turn of the head, or a blink, ms. */
const LONGEST_STEP_MS = { turn: 400, blink: 150 };

const DIRECTIONS = { 'turn-left': 'left', 'turn-right': 'right', 'look-up': 'up' } as const;

type TrialOptions = {
  asked: ChallengeAsked;
  rule: Policy['liveness'];
  /** The seconds before the cue. */
  before: readonly HeadReading[];
  front: FrontPose | null;
};

/** One cue, from its moment to its outcome. */
export class Trial {
  readonly #asked: ChallengeAsked;
  /** Null for a cue that is answered with the eyes. */
  readonly #direction: Direction | null;
  readonly #neutral: Neutral | null;
  readonly #movements: Movements;
  readonly #depth: Depth;
  readonly #blinks: Blinks | null;
  readonly #readable: Readable;
  readonly #wrong: Movement[] = [];
  #answer: { beganAt: number } | null = null;
  #largestTurnDeg: number | null = null;

  constructor({ asked, before, front, rule }: TrialOptions) {
    this.#asked = asked;
    this.#direction = asked.cue === 'blink-twice' ? null : DIRECTIONS[asked.cue];
    this.#neutral = neutralOf(before, front);
    const eyeOpening = this.#neutral?.eyeOpening ?? null;
    this.#movements = new Movements(rule.leastTurnDeg);
    this.#depth = new Depth(this.#neutral?.face ?? null);
    this.#readable = new Readable(this.#direction ? LONGEST_STEP_MS.turn : LONGEST_STEP_MS.blink);
    this.#blinks = this.#direction || eyeOpening === null ? null : new Blinks(eyeOpening);
    // A movement that goes on at the cue has to be known as one that began before it.
    for (const head of before) this.#follow(head);
  }

  /** Takes the next picture's head, null where it can't be read. Gives the outcome once there is one. */
  see(head: HeadReading | null, { at, stepMs }: Tick): Challenge | null {
    const { askedAt, withinMs } = this.#asked;
    if (head && this.#neutral) {
      this.#follow(head);
      this.#measure(head, this.#neutral, Math.min(stepMs, at - askedAt));
    }
    if (this.#answer && !this.#isFlat()) return this.#judge(at, 'answered', this.#answer.beganAt);
    return at - askedAt >= withinMs ? this.#fail(at) : null;
  }

  /** Ends it without an outcome: nobody watched to the end. */
  breakOff(at: number): Challenge {
    return this.#judge(Math.max(at, this.#asked.askedAt), 'could-not-see', null);
  }

  #follow(head: HeadReading): void {
    if (!this.#neutral) return;
    if (!this.#direction) {
      if (head.eyeOpening !== null) this.#blinks?.step(head.eyeOpening, head.at);
      this.#answer = pairOf(this.#blinksAfterCue());
      return;
    }
    const movement = this.#movements.step(deviationOf(head, this.#neutral), head.at);
    if (!movement || movement.beganAt - this.#asked.askedAt < REACTION_MS) return;
    if (movement.direction !== this.#direction) this.#wrong.push(movement);
    else if (this.#wrong.length <= FORGIVEN) this.#answer = movement;
  }

  #measure(head: HeadReading, neutral: Neutral, stepMs: number): void {
    if (!this.#direction) {
      if (head.eyeOpening !== null && this.#blinks) this.#readable.see(stepMs);
      return;
    }
    this.#readable.see(stepMs);
    this.#depth.see(head, stepMs);
    const turnDeg = degreesToward(this.#direction, deviationOf(head, neutral));
    this.#largestTurnDeg = Math.max(turnDeg, this.#largestTurnDeg ?? turnDeg);
  }

  #blinksAfterCue(): number[] {
    const firstAt = this.#asked.askedAt + REACTION_MS;
    return (this.#blinks?.times ?? []).filter((time) => time >= firstAt);
  }

  #isFlat(): boolean {
    const consistency = this.#depth.consistency();
    return consistency !== null && consistency < LEAST_CONSISTENCY;
  }

  #fail(at: number): Challenge {
    const [wrong] = this.#wrong;
    if (this.#readable.share(at - this.#asked.askedAt) < LEAST_READABLE) return this.breakOff(at);
    if (this.#answer ?? this.#depth.flatMs >= FLAT_MS) {
      return this.#judge(at, 'inconsistent', this.#answer?.beganAt ?? null);
    }
    return this.#judge(at, wrong ? 'wrong' : 'not-answered', wrong?.beganAt ?? null);
  }

  #judge(at: number, outcome: ChallengeOutcome, beganAt: number | null): Challenge {
    const { askedAt, cue, id, issuer } = this.#asked;
    const consistency = this.#depth.consistency();
    return {
      id,
      cue,
      issuer,
      askedAt,
      judgedAt: at,
      outcome,
      measured: {
        largestTurnDeg: this.#largestTurnDeg === null ? null : round(this.#largestTurnDeg, 10),
        beganAfterMs: beganAt === null ? null : beganAt - askedAt,
        depthConsistency: consistency === null ? null : round(consistency, 100),
        blinks: this.#blinks && this.#blinksAfterCue().length,
        readableShare: round(this.#readable.share(at - askedAt), 100),
      },
    };
  }
}

function deviationOf(head: HeadReading, neutral: Neutral): Deviation {
  return { yawDeg: head.yawDeg - neutral.yawDeg, pitchDeg: head.pitchDeg - neutral.pitchDeg };
}

/** The first two blinks that belong together. */
function pairOf(times: readonly number[]): { beganAt: number } | null {
  const first = times.find((time, index) => (times[index + 1] ?? Infinity) - time <= PAIR_MS);
  return first === undefined ? null : { beganAt: first };
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
