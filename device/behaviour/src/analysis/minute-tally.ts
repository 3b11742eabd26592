import { DWELL_EDGES_MS } from '@invigil/contract';
import type { DwellPlace, LookDirection, LookTally, MinuteAnalysis } from '@invigil/contract';
import type { Moment } from '../timeline.js';

/** A minute in which blinks could be counted for less than this tells no rate, ms. */
const LEAST_BLINK_MS = 20_000;

/** The sums of one minute. Times are rounded to whole ms when it is told. */
export class MinuteTally {
  /** When it began, epoch ms. */
  readonly from: number;
  readonly #looks = { left: none(), right: none(), up: none(), down: none() };
  readonly #dwell = {
    screen: noStays(),
    left: noStays(),
    right: noStays(),
    up: noStays(),
    down: noStays(),
  };
  watchedMs = 0;
  readings = 0;
  blinks = 0;
  blinksWatchedMs = 0;
  eyesWatchedMs = 0;
  eyesClosedMs = 0;
  mouthWatchedMs = 0;
  speakingMs = 0;

  constructor({ at }: Moment) {
    this.from = at;
  }

  /** A look has lasted long enough to be one. */
  beginLook(direction: LookDirection): void {
    this.#looks[direction].count += 1;
  }

  /** A look went on. @param lastedMs since its beginning */
  addLook(direction: LookDirection, stepMs: number, lastedMs: number): void {
    const looks = this.#looks[direction];
    looks.totalMs += stepMs;
    looks.longestMs = Math.max(looks.longestMs, lastedMs);
  }

  /** A stay ended. */
  addStay(place: DwellPlace, lastedMs: number): void {
    const classes = this.#dwell[place];
    const index = DWELL_EDGES_MS.findIndex((edge) => lastedMs < edge);
    const at = index < 0 ? DWELL_EDGES_MS.length : index;
    classes[at] = (classes[at] ?? 0) + 1;
  }

  /** @param to when the minute was over, epoch ms */
  told(to: number): MinuteAnalysis {
    const { down, left, right, up } = this.#looks;
    return {
      from: this.from,
      to,
      watchedMs: Math.round(this.watchedMs),
      readings: this.readings,
      looks: { left: whole(left), right: whole(right), up: whole(up), down: whole(down) },
      dwell: this.#dwell,
      blinks:
        this.blinksWatchedMs < LEAST_BLINK_MS
          ? null
          : { count: this.blinks, watchedMs: Math.round(this.blinksWatchedMs) },
      eyes: { watchedMs: Math.round(this.eyesWatchedMs), closedMs: Math.round(this.eyesClosedMs) },
      mouth: { watchedMs: Math.round(this.mouthWatchedMs), speakingMs: Math.round(this.speakingMs) },
    };
  }
}

function none(): LookTally {
  return { count: 0, totalMs: 0, longestMs: 0 };
}

/** No stay in any class. */
function noStays(): number[] {
  return [...DWELL_EDGES_MS.map(() => 0), 0];
}

function whole({ count, longestMs, totalMs }: LookTally): LookTally {
  return { count, totalMs: Math.round(totalMs), longestMs: Math.round(longestMs) };
}
