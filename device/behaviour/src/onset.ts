import type { LookDirection, SignalRule } from '@invigil/contract';
import type { Evidence, Sighting } from './evidence.js';
import { BREAK_MS, type Moment, type Tick } from './timeline.js';

/** Contradiction takes support away this much faster than agreement adds it. */
const LEAK = 1.5;
/** An open signal is held by this share of the confidence that is needed to open it. */
const HOLD_SHARE = 0.8;
/** Least share of the onset window in which the evidence was known. */
const LEAST_KNOWN = 0.5;
/** An open signal outlives this much blind time, ms. */
const LONGEST_BLIND_MS = BREAK_MS;

/** Something that is being seen, open or on its way there. */
export type Spell = {
  first: Moment;
  last: Moment;
  /** Null until the onset is complete. */
  opened: Moment | null;
  /** Time in which it was really seen, ms: no blind time, no contradiction, no waiting for the offset. */
  seenMs: number;
  /** Mean confidence of the sightings. */
  confidence: number;
  /** The direction in which most of the time was spent. */
  direction: LookDirection | undefined;
};

type Run = Spell & {
  supportMs: number;
  sightings: number;
  blindMs: number;
  /** Time of the latest observation that was no sighting, on the elapsed clock. */
  interruptedMs: number;
  directionMs: Map<LookDirection, number>;
};

/**
 * Opens and closes one kind of signal. Sightings add to a leaky integral, contradictions take away from it, and what
 * is unknown leaves it as it is; the signal opens when the integral reaches the onset time.
 */
export class Onset {
  readonly #rule: SignalRule;
  #run: Run | null = null;
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
    return this.#contradict(tick);
  }

  /** Forgets what is being seen, and returns it if it was open. */
  end(): Spell | null {
    const open = this.open;
    this.#run = null;
    return open;
  }

  /** A running share with the onset time as its time constant: after one onset time of blindness it is at 37 %. */
  #weighKnown(known: boolean, stepMs: number): void {
    const blend = 1 - Math.exp(-stepMs / this.#rule.onsetMs);
    this.#knownShare += ((known ? 1 : 0) - this.#knownShare) * blend;
  }

  #support(sighting: Sighting, tick: Tick): 'opened' | 'nothing' {
    const last = sighting.last ?? tick;
    const run = this.#run;
    if (!run) {
      this.#run = begin(sighting, last);
      return 'nothing';
    }
    if (last.elapsedMs > run.last.elapsedMs) addSighting(run, sighting, last);
    if (run.opened) return 'nothing';
    if (run.supportMs < this.#rule.onsetMs || this.#knownShare < LEAST_KNOWN) return 'nothing';
    run.opened = tick;
    return 'opened';
  }

  #contradict(tick: Tick): 'closed' | 'nothing' {
    const run = this.#run;
    if (!run) return 'nothing';
    run.interruptedMs = tick.elapsedMs;
    if (run.opened) {
      const goneMs = tick.elapsedMs - run.last.elapsedMs - run.blindMs;
      return goneMs >= this.#rule.offsetMs ? 'closed' : 'nothing';
    }
    run.supportMs -= LEAK * tick.stepMs;
    if (run.supportMs <= 0) this.#run = null;
    return 'nothing';
  }

  #hold(tick: Tick): 'closed' | 'nothing' {
    const run = this.#run;
    if (!run) return 'nothing';
    run.interruptedMs = tick.elapsedMs;
    run.blindMs += tick.stepMs;
    if (run.blindMs <= LONGEST_BLIND_MS) return 'nothing';
    if (run.opened) return 'closed';
    this.#run = null;
    return 'nothing';
  }
}

function begin(sighting: Sighting, last: Moment): Run {
  const first = sighting.first ?? last;
  const seenMs = last.elapsedMs - first.elapsedMs;
  return {
    first,
    last,
    opened: null,
    seenMs,
    supportMs: seenMs,
    // A vote that reaches back is more than one sighting.
    sightings: seenMs > 0 ? 2 : 1,
    confidence: sighting.confidence,
    direction: sighting.direction,
    blindMs: 0,
    interruptedMs: 0,
    directionMs: new Map(),
  };
}

function addSighting(run: Run, sighting: Sighting, last: Moment): void {
  const addedMs = Math.max(0, last.elapsedMs - Math.max(run.last.elapsedMs, run.interruptedMs));
  run.last = last;
  run.blindMs = 0;
  run.supportMs += addedMs;
  run.seenMs += addedMs;
  run.sightings += 1;
  run.confidence += (sighting.confidence - run.confidence) / run.sightings;
  if (!sighting.direction) return;
  run.directionMs.set(sighting.direction, (run.directionMs.get(sighting.direction) ?? 0) + addedMs);
  run.direction = [...run.directionMs].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}
