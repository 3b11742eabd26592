import type { LookDirection } from '@invigil/contract';
import type { Sighting } from './evidence.js';
import type { Moment } from './timeline.js';

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
  /** Only for kinds that have one; all of its sightings share it. */
  direction: LookDirection | undefined;
};

/** A spell with what is needed to go on with it. */
export type Run = Spell & {
  supportMs: number;
  sightings: number;
  blindMs: number;
  /** Time of the latest observation that was no sighting, on the elapsed clock. */
  interruptedMs: number;
};

/** A new run. */
export function begin(sighting: Sighting, last: Moment): Run {
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
  };
}

/** Adds a sighting that is newer than the last one. */
export function addSighting(run: Run, sighting: Sighting, last: Moment): void {
  const addedMs = Math.max(0, last.elapsedMs - Math.max(run.last.elapsedMs, run.interruptedMs));
  run.last = last;
  run.blindMs = 0;
  run.supportMs += addedMs;
  run.seenMs += addedMs;
  run.sightings += 1;
  run.confidence += (sighting.confidence - run.confidence) / run.sightings;
}
