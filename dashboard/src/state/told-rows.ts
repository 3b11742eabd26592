import type { Span } from './risk-curve.js';
import type { SeatTrace } from './seat-trace.js';

/** What a candidate was told or asked, what the candidate asked, and what was noted. */
const TOLD = ['cues', 'messages', 'hands', 'notes'] as const;
export type ToldKind = (typeof TOLD)[number];
/** A mark on the axis; `left` is a share of the span, 0–1. */
export type ToldMark = { id: string; at: number; left: number };

/** The marks of a span: a row for each kind that occurred. */
export function toldRows(
  trace: Pick<SeatTrace, 'challenges' | 'hands' | 'messages' | 'notes'>,
  span: Span,
): { kind: ToldKind; marks: ToldMark[] }[] {
  const times: Record<ToldKind, { id: string; at: number }[]> = {
    cues: trace.challenges.map(({ askedAt, id }) => ({ id, at: askedAt })),
    messages: trace.messages.map(({ id, sentAt }) => ({ id, at: sentAt })),
    hands: trace.hands.map(({ id, raisedAt }) => ({ id, at: raisedAt })),
    notes: trace.notes.map(({ at, id }) => ({ id, at })),
  };
  const length = Math.max(1, span.to - span.from);
  return TOLD.flatMap((kind) => {
    const marks = times[kind]
      .filter(({ at }) => at >= span.from && at <= span.to)
      .map((one) => ({ ...one, left: (one.at - span.from) / length }));
    return marks.length === 0 ? [] : [{ kind, marks }];
  });
}
