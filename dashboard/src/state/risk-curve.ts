import type { Risk } from '@invigil/contract';
import type { RiskPoint } from './seat-trace.js';

/** A span of time in ms. */
export type Span = { from: number; to: number };

/** The curve for a chart: times in seconds and scores, both of the same length. */
export type RiskCurve = { seconds: number[]; scores: number[] };

/**
 * The part of the curve within a span. What held before its beginning holds at its beginning, and the last value
 * holds to its end.
 */
export function riskCurve(points: readonly RiskPoint[], span: Span): RiskCurve {
  const seconds: number[] = [];
  const scores: number[] = [];
  const add = (at: number, score: number): void => {
    seconds.push(at / 1000);
    scores.push(score);
  };
  const before = riskAt(points, span.from);
  if (before !== undefined) add(span.from, before.score);
  for (const { at, risk } of points) if (at > span.from && at <= span.to) add(at, risk.score);
  const last = scores.at(-1);
  if (last !== undefined) add(span.to, last);
  return { seconds, scores };
}

/** The risk that held at a time; undefined before the first point. */
export function riskAt(points: readonly RiskPoint[], at: number): Risk | undefined {
  return points.findLast((point) => point.at <= at)?.risk;
}
