import type { Sight } from '@invigil/device';
import type { Row } from '../bench/rows.js';

/** What the seat's vision saw in one frame. */
export type Look = Sight;

/** How often a film is looked at, per second of film; faces on every frame where it is left out. */
export type LookRates = {
  faces?: number;
  /** Objects are looked for at most this often; 0: never. */
  objects: number;
};

/** What a measure is given: the data, and the seat's own vision to look at it. */
export type Bench = {
  /** Folder of labelled pictures and films. */
  data: string;
  /** How often a seat looks whose configuration says nothing else, per second. */
  seatRates: { faces: number; objects: number };
  /** Looks at one picture, knowing nothing of the pictures before it. `maxFaces`: a seat's where it is left out. */
  lookAt: (file: string, options: { objects: boolean; maxFaces?: number }) => Promise<Look>;
  /**
   * Looks at a film from its beginning; `capturedAt` is the film's time, ms from 0. A film shorter than `leastMs` is
   * played again until it is reached.
   */
  watch: (file: string, options: LookRates & { leastMs?: number }) => AsyncIterable<Look>;
  /** Says how far a measure has come. */
  progress: (done: number, total: number) => void;
};

/** The figures of a measure and what must be known to read them, or why there are none. */
type Measured = { rows: Row[]; notes: string[] } | { skipped: string };

/** One thing that is measured. */
export type Measure = { name: string; about: string; run: (bench: Bench) => Promise<Measured> };
