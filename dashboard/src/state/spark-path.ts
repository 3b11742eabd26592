/** Where a curve is drawn, px. */
type Box = { width: number; height: number };

/**
 * A curve of values from 0 up, as the `d` of a path: gaps where a value is null, a dot where one stands alone.
 * @param most value at the upper edge
 */
export function sparkPath(values: readonly (number | null)[], most: number, { height, width }: Box): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const parts: string[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const at = `${(index * step).toFixed(1)} ${(height * (1 - (most > 0 ? value / most : 0))).toFixed(1)}`;
    const joined = index > 0 && values[index - 1] !== null;
    const isAlone = !joined && (values[index + 1] ?? null) === null;
    parts.push(`${joined ? 'L' : 'M'}${at}${isAlone ? 'h0.1' : ''}`);
  }
  return parts.join('');
}
