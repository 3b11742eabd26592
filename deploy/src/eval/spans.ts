import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readTable } from './labels.js';

/** What is shown from one moment of a film to another, read by eye. */
export type Span = { file: string; startMs: number; endMs: number; label: string };

/** Nobody can tell by eye to the frame when a movement began: so much of each edge is left out, ms. */
const SLACK_MS = 400;

const Line = z.object({
  file: z.string().min(1),
  start: z.coerce.number().min(0),
  end: z.coerce.number(),
  label: z.string().min(1),
});

/** The spans of the clips in a data folder; undefined where there is no such file. Throws `bad-labels`. */
export function readSpans(data: string): Span[] | undefined {
  const file = join(data, 'clips', 'spans.tsv');
  if (!existsSync(file)) return undefined;
  return readTable(file, '\t', Line).map(({ end, file, label, start }) => ({
    file,
    startMs: start * 1000,
    endMs: end * 1000,
    label,
  }));
}

/** Those of some moments that lie surely within a span. */
export function surelyWithin<T extends { atMs: number }>(
  { endMs, startMs }: Span,
  moments: readonly T[],
): T[] {
  return moments.filter(({ atMs }) => atMs >= startMs + SLACK_MS && atMs <= endMs - SLACK_MS);
}

/** Middle of some numbers; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? NaN)) / 2;
}
