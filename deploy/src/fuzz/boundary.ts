import * as fc from 'fast-check';
import type { Row } from '../bench/rows.js';

/** What became of an input: `accepted` because it is valid, or the code with which it was refused. */
export type Outcome = string;
export const ACCEPTED = 'accepted';

/** One input, ready to be tried. */
export type Probe = {
  /** Throws where the input was neither taken nor refused with a code: that is a finding. */
  run(): Outcome | Promise<Outcome>;
  /** The input, as somebody reads it who wants to know what was found. */
  show(): string;
};

/** A place that takes what strangers send, ready to be tried. */
export type Target = {
  /** The inputs of a seed: the same seed and count give the same inputs. */
  probes(seed: number, count: number): Probe[];
  /** Inputs that are tried at a time. */
  parallel: number;
  /** Waits until what was taken is done with; throws where the other side found something wrong by itself. */
  settle?(): Promise<void>;
  /** What else was measured, asked once at the end. */
  figures?(): Row[];
  close(): Promise<void> | void;
};

/** A boundary of the system. */
export type Boundary = {
  name: string;
  /** Its part of the inputs, beside those of the others. */
  weight: number;
  /** @param folder for its files; left for the caller to remove */
  open(folder: string): Promise<Target> | Target;
};

/** Inputs of one kind, and what is done with each. */
export function target<T>(
  inputs: fc.Arbitrary<T>,
  run: (input: T) => Outcome | Promise<Outcome>,
  more: Partial<Pick<Target, 'parallel' | 'settle' | 'figures' | 'close'>> = {},
): Target {
  return {
    parallel: 1,
    close: () => undefined,
    ...more,
    probes: (seed, count) =>
      fc
        .sample(inputs, { seed, numRuns: count })
        .map((input) => ({ run: () => run(input), show: () => fc.stringify(input).slice(0, 2000) })),
  };
}
