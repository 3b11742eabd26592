/** How one field stands in a track: as a whole number of steps. */
export type Scale = {
  /** Steps in a unit of the field: 10 where it is told to a tenth. */
  perUnit: number;
  /** Least and most that can be told, in units; what is beyond becomes this. */
  least: number;
  most: number;
  /** Only zero itself becomes 0: the least that is more than nothing is one step. */
  exactZero?: true;
};

/** The steps next to a value. What is no number becomes 0, or what is next to it. */
export function stepsOf({ exactZero, least, most, perUnit }: Scale, value: number): number {
  const told = Math.min(most, Math.max(least, Number.isNaN(value) ? 0 : value));
  // A zero has no sign in a track.
  const steps = Math.round(told * perUnit) + 0;
  return exactZero && steps === 0 && told > 0 ? 1 : steps;
}

/** The value that so many steps stand for. */
export function valueOf({ perUnit }: Scale, steps: number): number {
  return steps / perUnit;
}

/** Whether so many steps can be told at all. */
export function isWithin({ least, most, perUnit }: Scale, steps: number): boolean {
  return steps >= least * perUnit && steps <= most * perUnit;
}
