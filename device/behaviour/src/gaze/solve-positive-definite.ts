/**
 * Solves A·x = b for a symmetric, positive definite A by Cholesky's factorisation, A = L·Lᵀ (Golub and Van Loan, Matrix
 * Computations, 4.2). @param a rows of A @returns x; NaN where A is not positive definite
 */
export function solvePositiveDefinite(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const lower: number[][] = [];
  for (const [i, row] of a.entries()) {
    const current: number[] = [];
    lower.push(current);
    for (let j = 0; j <= i; j += 1) {
      const rest = (row[j] ?? NaN) - dot(current, lower[j] ?? [], j);
      current.push(i === j ? Math.sqrt(rest) : rest / (lower[j]?.[j] ?? NaN));
    }
  }
  const y: number[] = [];
  for (const [i, row] of lower.entries()) {
    y.push(((b[i] ?? NaN) - dot(row, y, i)) / (row[i] ?? NaN));
  }
  const x = y.map(() => 0);
  for (let i = x.length - 1; i >= 0; i -= 1) {
    const column = lower.map((row) => row[i] ?? 0);
    x[i] = ((y[i] ?? NaN) - dot(column, x, x.length)) / (column[i] ?? NaN);
  }
  return x;
}

/** Inner product of the first numbers of two lists. */
function dot(a: readonly number[], b: readonly number[], count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k += 1) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
