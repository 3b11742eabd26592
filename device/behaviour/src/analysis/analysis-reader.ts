import { type MinuteAnalysis, type Policy, ruleOf } from '@invigil/contract';
import type { Moment, Tick } from '../timeline.js';
import { Lids } from './lids.js';
import { MinuteTally } from './minute-tally.js';
import { restingPlace, type Shown } from './resting-place.js';
import { Speech } from './speech.js';
import { Stays } from './stays.js';

const MINUTE_MS = 60_000;

/** What a policy asks for. What it does not is not measured. */
function askedBy(policy: Policy) {
  return {
    looks: ruleOf(policy, 'looking-away').enabled || ruleOf(policy, 'gaze-off-screen').enabled,
    eyes: ruleOf(policy, 'eyes-closed').enabled,
    mouth: ruleOf(policy, 'speaking').enabled,
  };
}

/** Counts what somebody does, minute by minute of the session's own time. It adds nothing to a risk. */
export class AnalysisReader {
  /** Null where the policy keeps the camera shut: then there is no minute either. */
  readonly #asked: ReturnType<typeof askedBy> | null;
  readonly #stays = new Stays();
  readonly #lids = new Lids();
  readonly #speech = new Speech();
  #tally: MinuteTally | null = null;
  #endMs = 0;
  #lastAt = 0;

  constructor(policy: Policy) {
    this.#asked = policy.camera.enabled ? askedBy(policy) : null;
  }

  /** Takes one observation, and gives the minute that is over with it; null with most. */
  read(shown: Shown, tick: Tick): MinuteAnalysis | null {
    if (!this.#asked) return null;
    const before = tick.broken ? this.finish() : null;
    this.#tally ??= this.#begin(tick);
    this.#count(shown, this.#asked, tick.elapsedMs, this.#tally);
    this.#lastAt = tick.at;
    if (before || tick.elapsedMs < this.#endMs) return before;
    const told = this.#tally.told(tick.at);
    this.#tally = this.#begin(tick);
    return told;
  }

  /** Ends what goes on with the last observation, and gives the minute as far as it went; null where there was none. */
  finish(): MinuteAnalysis | null {
    const tally = this.#tally;
    if (!tally) return null;
    this.#stays.end(tally);
    this.#tally = null;
    return this.#lastAt > tally.from ? tally.told(this.#lastAt) : null;
  }

  #begin(now: Moment): MinuteTally {
    this.#endMs = (Math.floor(now.elapsedMs / MINUTE_MS) + 1) * MINUTE_MS;
    return new MinuteTally(now);
  }

  #count(shown: Shown, asked: ReturnType<typeof askedBy>, elapsedMs: number, tally: MinuteTally): void {
    const place = asked.looks ? restingPlace(shown, this.#stays.held) : null;
    this.#stays.read(place, elapsedMs, tally);
    if (asked.eyes) this.#lids.read(shown.evidence['eyes-closed'], elapsedMs, tally);
    if (asked.mouth) this.#speech.read(shown.evidence.speaking, elapsedMs, tally);
  }
}
