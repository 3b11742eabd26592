import { writeFileSync } from 'node:fs';

/** One figure of a benchmark. */
export type Row = {
  name: string;
  value: number;
  unit: string;
  /** How many samples it is made of. */
  n: number;
  /** What is to be reached, such as `≥ 8`; null where it is only told. */
  goal: string | null;
  pass: boolean;
};

/** A figure that should be at least, or at most, a bound; one without a bound can miss nothing, if there is any. */
export function row(
  name: string,
  value: number,
  unit: string,
  n: number,
  bound?: { least?: number; most?: number },
): Row {
  const { least = -Infinity, most = Infinity } = bound ?? {};
  const goal =
    bound === undefined ? null : bound.least === undefined ? `≤ ${bound.most}` : `≥ ${bound.least}`;
  // Judged before it is rounded: 0.965 is not 0.97.
  const pass = n > 0 && value >= least && value <= most;
  return { name, value: Math.round(value * 1000) / 1000, unit, n, goal, pass };
}

/** Whether every goal is reached. A row without a goal is only told: it can miss nothing. */
export function allReached(rows: readonly Row[]): boolean {
  return rows.every(({ goal, pass }) => goal === null || pass);
}

/** Prints the figures as a table and, where a file is named, writes them as JSON. */
export function report(rows: readonly Row[], file: string | undefined): void {
  const widest = Math.max(...rows.map(({ name }) => name.length));
  for (const { goal, n, name, pass, unit, value } of rows) {
    const verdict = goal === null ? '' : `${goal} ${pass ? 'reached' : 'MISSED'}`;
    console.log(
      `${name.padEnd(widest)}  ${String(value).padStart(9)} ${unit.padEnd(4)} n=${String(n).padEnd(6)} ${verdict}`,
    );
  }
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}

/** Nearest-rank quantile; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
