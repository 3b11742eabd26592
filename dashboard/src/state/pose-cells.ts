import { LookDirection, type MinuteAnalysis } from '@invigil/contract';
import type { Span } from './risk-curve.js';

/** A minute on the strip; `left` and `width` are shares of the span, `away` of the watched time, 0–1. */
export type PoseCell = {
  minute: MinuteAnalysis;
  left: number;
  width: number;
  away: Record<LookDirection, number>;
  /** Share of the minute in which the head could be read. */
  watched: number;
};

/** The minutes within a span. */
export function poseCells(minutes: readonly MinuteAnalysis[], span: Span): PoseCell[] {
  const length = Math.max(1, span.to - span.from);
  return minutes
    .filter(({ from, to }) => to > span.from && from < span.to)
    .map((minute) => {
      const from = Math.max(minute.from, span.from);
      const share = (direction: LookDirection): number =>
        minute.watchedMs === 0 ? 0 : Math.min(1, minute.looks[direction].totalMs / minute.watchedMs);
      return {
        minute,
        left: (from - span.from) / length,
        width: (Math.min(minute.to, span.to) - from) / length,
        away: { left: share('left'), right: share('right'), up: share('up'), down: share('down') },
        watched: Math.min(1, minute.watchedMs / Math.max(1, minute.to - minute.from)),
      };
    });
}
