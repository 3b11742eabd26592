import type { HealthHistory, HealthMinute } from '@invigil/contract';
import type { Measure } from '../lib/device-words.js';

const VALUES: Record<Measure, (minute: HealthMinute) => number | null> = {
  captured: ({ captured }) => captured,
  frameMs: ({ frameMs }) => frameMs,
  cpu: ({ cpuShare }) => (cpuShare === null ? null : cpuShare * 100),
  temperature: ({ temperatureC }) => temperatureC,
  memory: ({ memoryMb }) => memoryMb,
  outbox: ({ outbox }) => outbox,
  diskFree: ({ diskFreeMb }) => (diskFreeMb === null ? null : diskFreeMb / 1000),
  clock: ({ clockOffsetMs }) => clockOffsetMs,
};

/** Points of a curve; null breaks it. */
export type Series = { seconds: number[]; values: (number | null)[] };

const MINUTE_MS = 60_000;

/** One measure over time. Where the seat said nothing the curve breaks: what was not told is not drawn. */
export function healthSeries({ everyMinutes, minutes }: HealthHistory, measure: Measure): Series {
  const seconds: number[] = [];
  const values: (number | null)[] = [];
  // The first word of some minutes may lie at their beginning or at their end.
  const mostApartMs = 2 * everyMinutes * MINUTE_MS;
  let before: number | null = null;
  for (const minute of minutes) {
    if (before !== null && minute.at - before > mostApartMs) {
      seconds.push((before + MINUTE_MS) / 1000);
      values.push(null);
    }
    seconds.push(minute.at / 1000);
    values.push(VALUES[measure](minute));
    before = minute.at;
  }
  return { seconds, values };
}

/** The last value, the least and the greatest; null where nothing was told. */
export function extremes({ values }: Series): { last: number; least: number; greatest: number } | null {
  const told = values.filter((value) => value !== null);
  const last = told.at(-1);
  if (last === undefined) return null;
  return { last, least: Math.min(...told), greatest: Math.max(...told) };
}
