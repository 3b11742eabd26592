/** Rises in a straight line from 0 at `zero` to 1 at `one`, and stays 0 or 1 outside; `zero` may be the larger. */
export function ramp(value: number, zero: number, one: number): number {
  return Math.min(1, Math.max(0, (value - zero) / (one - zero)));
}
