/**
 * Sum that maps to 63 points. With it a possible phone (confidence 0.7, weight 100) reaches the standard alert level
 * within about 9 s of being seen.
 */
const SCALE = 70;

/** Maps a sum of contributions to 0–100, one decimal, ever more slowly. */
export function scoreOf(sum: number): number {
  return Math.round(1000 * (1 - Math.exp(-sum / SCALE))) / 10;
}

/**
 * Shares a score among terms in proportion, in tenths that add up to it exactly: the largest remainders get the tenths
 * that rounding down leaves over (Hamilton's method).
 */
export function sharesOf(score: number, terms: readonly number[]): number[] {
  const tenths = Math.round(score * 10);
  const sum = terms.reduce((total, term) => total + term, 0);
  if (sum <= 0) return terms.map(() => 0);
  const exact = terms.map((term) => (tenths * term) / sum);
  const whole = exact.map(Math.floor);
  let left = whole.reduce((rest, share) => rest - share, tenths);
  if (left > 0) {
    const remainder = (index: number) => (exact[index] ?? 0) - (whole[index] ?? 0);
    const lucky = exact.map((_, index) => index).sort((a, b) => remainder(b) - remainder(a) || a - b);
    for (const index of lucky) {
      if (left <= 0) break;
      whole[index] = (whole[index] ?? 0) + 1;
      left -= 1;
    }
  }
  return whole.map((share) => share / 10);
}
