import type { SignalRule } from '@invigil/contract';
import type { Evidence, Sighting } from './evidence.js';
import { addSighting, begin, type Run, type Spell } from './run.js';
import { BREAK_MS, type Moment, type Tick } from './timeline.js';

/** Contradiction takes support away this much faster than agreement adds it. */
const LEAK = 1.5;
/** An open signal is held by this share of the confidence that is needed to open it. */
const HOLD_SHARE = 0.8;
/** Least share of the onset window in which the evidence was known. */
const LEAST_KNOWN = 0.5;
/** An open signal outlives this much blind time, ms. */
const LONGEST_BLIND_MS = BREAK_MS;

/**
 * Opens and closes one kind of signal. Sightings add to a leaky integral, contradictions take away from it, and what
 * is unknown leaves it as it is; the signal opens when the integral reaches the onset time. Sightings of another direction contradict
 * it, and are the beginning of another signal.
 */
export class Onset {
  readonly #rule: SignalRule;
  #run: Run | null = null;
  /** What is seen meanwhile in another direction. */
  #other: Run | null = null;
  #knownShare = 0;

  constructor(rule: SignalRule) {
    this.#rule = rule;
  }

  /** What is open, or null. */
  get open(): Spell | null {
    return this.#run?.opened ? this.#run : null;
  }

  /** Takes one piece of evidence and says what is due. After `closed` the caller takes the spell with `end`. */
  step(evidence: Evidence, tick: Tick): 'opened' | 'closed' | 'nothing' {
    this.#weighKnown(evidence !== 'unknown', tick.stepMs);
    if (evidence === 'unknown') return this.#hold(tick);
    const least = this.#rule.minConfidence * (this.open ? HOLD_SHARE : 1);
    if (evidence.confidence > 0 && evidence.confidence >= least) return this.#support(evidence, tick);
    this.#other = leaked(this.#other, tick);
    return this.#contradict(tick);
  }

  /** Ends what is open, and returns it. What was seen meanwhile in another direction goes on. */
  end(): Spell | null {
    const open = this.open;
    this.#run = this.#other;
    this.#other = null;
    return open;
  }

  /** Forgets all that is being seen, as where the record breaks, and returns what was open. */
  forget(): Spell | null {
    const open = this.open;
    this.#run = null;
    this.#other = null;
    return open;
  }

  /** A running share with the onset time as its time constant: after one onset time of blindness it is at 37 %. */
  #weighKnown(known: boolean, stepMs: number): void {
    const blend = 1 - Math.exp(-stepMs / this.#rule.onsetMs);
    this.#knownShare += ((known ? 1 : 0) - this.#knownShare) * blend;
  }

  #support(sighting: Sighting, tick: Tick): 'opened' | 'closed' | 'nothing' {
    const run = this.#run;
    if (!run) {
      this.#run = begin(sighting, sighting.last ?? tick);
      return 'nothing';
    }
    if (sighting.direction !== run.direction) {
      this.#other = seen(this.#other?.direction === sighting.direction ? this.#other : null, sighting, tick);
      return this.#contradict(tick);
    }
    seen(run, sighting, tick);
    // A signal must not begin before the one before it of its kind was seen last.
    this.#other = run.opened ? null : leaked(this.#other, tick);
    if (run.opened || run.supportMs < this.#rule.onsetMs || this.#knownShare < LEAST_KNOWN) return 'nothing';
    run.opened = tick;
    this.#other = null;
    return 'opened';
  }

  #contradict(tick: Tick): 'closed' | 'nothing' {
    const run = this.#run;
    if (!run?.opened) {
      this.#run = leaked(run, tick);
      if (this.#run === null) [this.#run, this.#other] = [this.#other, null];
      return 'nothing';
    }
    run.interruptedMs = tick.elapsedMs;
    const goneMs = tick.elapsedMs - run.last.elapsedMs - run.blindMs;
    return goneMs >= this.#rule.offsetMs ? 'closed' : 'nothing';
  }

  #hold(tick: Tick): 'closed' | 'nothing' {
    if (this.#other && isLost(this.#other, tick)) this.#other = null;
    if (!this.#run || !isLost(this.#run, tick)) return 'nothing';
    if (this.#run.opened) return 'closed';
    this.#run = null;
    return 'nothing';
  }
}

/** A run with one more sighting, or a new one. */
function seen(run: Run | null, sighting: Sighting, tick: Tick): Run {
  const last: Moment = sighting.last ?? tick;
  if (!run) return begin(sighting, last);
  if (last.elapsedMs > run.last.elapsedMs) addSighting(run, sighting, last);
  return run;
}

/** What contradiction leaves of a run that is not open; null where nothing is left. */
function leaked(run: Run | null, tick: Tick): Run | null {
  if (!run) return null;
  run.interruptedMs = tick.elapsedMs;
  run.supportMs -= LEAK * tick.stepMs;
  return run.supportMs > 0 ? run : null;
}

/** Counts blind time; gives whether there was too much of it. */
function isLost(run: Run, tick: Tick): boolean {
  run.interruptedMs = tick.elapsedMs;
  run.blindMs += tick.stepMs;
  return run.blindMs > LONGEST_BLIND_MS;
}
