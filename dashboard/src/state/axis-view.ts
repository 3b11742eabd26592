import type { Span } from './risk-curve.js';

/** How much of the session the axis shows, in minutes; null: all of it. */
export type Zoom = 5 | 30 | null;
export const ZOOMS: readonly Zoom[] = [5, 30, null];

/** What of the axis is shown. `end`: its right edge, in ms; null: it follows the time. */
export type AxisView = { zoom: Zoom; end: number | null };

/** What can be shown: from the first word of the session until now. */
type Reach = { began: number; now: number };

const MINUTE_MS = 60_000;

/** The span that is shown. It ends no later than now, and is no shorter than its zoom. */
export function spanOf({ end, zoom }: AxisView, { began, now }: Reach): Span {
  if (zoom === null) return { from: Math.min(began, now - MINUTE_MS), to: now };
  const length = zoom * MINUTE_MS;
  const to = Math.max(Math.min(end ?? now, now), Math.min(began + length, now));
  return { from: to - length, to };
}

/** Half a span earlier or later. At the right end it follows the time again. */
export function panned(view: AxisView, by: -1 | 1, reach: Reach): AxisView {
  if (view.zoom === null) return view;
  const { from, to } = spanOf(view, reach);
  return endingAt(view, to + (by * (to - from)) / 2, reach);
}

/** So that a time is in it. */
export function showing(view: AxisView, at: number, reach: Reach): AxisView {
  const { from, to } = spanOf(view, reach);
  if (at >= from && at <= to) return view;
  return endingAt(view, at + (to - from) / 2, reach);
}

function endingAt(view: AxisView, end: number, reach: Reach): AxisView {
  const { to } = spanOf({ ...view, end }, reach);
  return { ...view, end: to >= reach.now ? null : to };
}
