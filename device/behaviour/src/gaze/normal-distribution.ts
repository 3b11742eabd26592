/** Share of a normal distribution below a value, by the error function of Abramowitz and Stegun 7.1.26 (within 1e-7). */
export function normalBelow(value: number, mean: number, deviation: number): number {
  const z = (value - mean) / (deviation * Math.SQRT2);
  const t = 1 / (1 + 0.3275911 * Math.abs(z));
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (polynomial * Math.exp(-z * z)) / 2;
  return z < 0 ? tail : 1 - tail;
}
