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
  const left = tenths - exact.reduce((total, share) => total + Math.floor(share), 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return exact.map((share, index) => (Math.floor(share) + (lucky.has(index) ? 1 : 0)) / 10);
}
