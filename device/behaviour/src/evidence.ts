import type { LookDirection } from '@invigil/contract';
import type { Observation } from './observation.js';
import type { Moment } from './timeline.js';

/** An observation that has a picture. */
export type FrameObservation = Extract<Observation, { type: 'frame' }>;

/** How far one observation speaks for a signal. */
export type Sighting = {
  /** 0–1; 0 speaks clearly against it. */
  confidence: number;
  /** Only for `looking-away`. */
  direction?: LookDirection;
  /** When what is reported began, where that is before this observation (a vote over several). */
  first?: Moment;
  /** When it was really seen last, where that is before this observation. */
  last?: Moment;
};

/** `unknown`: this observation can't tell, neither for nor against. */
export type Evidence = 'unknown' | Sighting;

/** Reads one kind of evidence from the usable pictures of a run; it may remember a little between them. */
export type EvidenceReader = { read(frame: FrameObservation, now: Moment): Evidence };
