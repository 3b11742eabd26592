/** A thing that happens in a film, in frames: it is wholly there from `from` up to but without `to`. */
export type Happening = { from: number; to: number };

/**
 * How much of a happening there is at frame `index`, 0–1: it rises smoothly over the `ramp` frames before `from` and falls
 * over the `ramp` frames from `to` on.
 */
export function envelope(index: number, happening: Happening, ramp: number): number {
  if (index >= happening.from && index < happening.to) return 1;
  const away = index < happening.from ? happening.from - index : index - happening.to + 1;
  const linear = Math.max(0, 1 - away / (ramp + 1));
  return linear * linear * (3 - 2 * linear);
}
