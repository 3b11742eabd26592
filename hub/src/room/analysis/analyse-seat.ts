import {
  Measure,
  type MeasureAnalysis,
  type MinuteAnalysis,
  type OwnComparison,
  type RoomComparison,
} from '@invigil/contract';
import { measureValue } from './measure-value.js';
import { robustScore } from './robust-score.js';
import { trendOf } from './trend-of.js';
import { windowsOf } from './windows.js';

/** A minute tells of what was watched for so long, a window of so long, ms. */
const LEAST_OF_MINUTE_MS = 20_000;
const LEAST_OF_WINDOW_MS = 60_000;
/** Fewer windows or seats are no company to compare with. */
const LEAST_WINDOWS = 5;
const LEAST_SEATS = 4;

/**
 * Each measure of a session: its value, its trend, and the last window against the candidate's own earlier ones and against the room's
 * other seats at the same time. What the whole room does at once, such as looking up at a clock, is then nobody's own.
 * @param minutes of the session, oldest first @param others minutes of each other seat of the room
 */
export function analyseSeat(
  minutes: readonly MinuteAnalysis[],
  others: readonly (readonly MinuteAnalysis[])[],
): MeasureAnalysis[] {
  const endMs = minutes.at(-1)?.to ?? 0;
  const windows = windowsOf(minutes, endMs);
  const besides = others.map((seat) => windowsOf(seat, endMs)[0] ?? []);
  return Measure.options.map((measure) => {
    const inWindow = (window: readonly MinuteAnalysis[]) => measureValue(measure, window, LEAST_OF_WINDOW_MS);
    const [recent = null, ...earlier] = windows.map(inWindow);
    const perMinute = minutes.map((minute) => measureValue(measure, [minute], LEAST_OF_MINUTE_MS));
    return {
      measure,
      value: rounded(measureValue(measure, minutes, LEAST_OF_MINUTE_MS)),
      minutes: told(perMinute).length,
      perMinute: perMinute.map(rounded),
      trend: roundedTrend(trendOf([recent, ...earlier].toReversed())),
      own: ownComparison(measure, recent, told(earlier)),
      room: roomComparison(measure, recent, told(besides.map(inWindow))),
    };
  });
}

function ownComparison(measure: Measure, recent: number | null, earlier: number[]): OwnComparison | null {
  if (recent === null || earlier.length < LEAST_WINDOWS) return null;
  const { median, z } = robustScore(measure, recent, earlier);
  return { recent: round(recent), earlier: round(median), z: round(z), windows: earlier.length };
}

function roomComparison(measure: Measure, recent: number | null, others: number[]): RoomComparison | null {
  if (recent === null || others.length < LEAST_SEATS) return null;
  const { median, z } = robustScore(measure, recent, others);
  return { recent: round(recent), others: round(median), z: round(z), seats: others.length };
}

function told(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function roundedTrend(trend: ReturnType<typeof trendOf>): ReturnType<typeof trendOf> {
  return trend && { ...trend, perTenMinutes: round(trend.perTenMinutes), z: round(trend.z) };
}

function rounded(value: number | null): number | null {
  return value === null ? null : round(value);
}

/** To thousandths: more is neither known nor read. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
