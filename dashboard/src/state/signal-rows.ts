import { isCoverage, type Signal, SignalKind } from '@invigil/contract';
import type { Span } from './risk-curve.js';

/** A bar on the time axis; `left` and `width` are shares of the span, 0–1. */
export type SignalBar = { signal: Signal; left: number; width: number; open: boolean };
export type SignalRow = { kind: SignalKind; coverage: boolean; bars: SignalBar[] };

/** The signals within a span: a row for each kind that occurred: conduct, the room, coverage. */
export function signalRows(signals: readonly Signal[], span: Span): SignalRow[] {
  const length = Math.max(1, span.to - span.from);
  return SignalKind.options.flatMap((kind) => {
    const bars = signals
      .filter(
        (signal) => signal.kind === kind && signal.startedAt < span.to && endOf(signal, span) > span.from,
      )
      .map((signal) => {
        const from = Math.max(signal.startedAt, span.from);
        const to = Math.min(endOf(signal, span), span.to);
        return {
          signal,
          left: (from - span.from) / length,
          width: (to - from) / length,
          open: signal.endedAt === null,
        };
      });
    return bars.length === 0 ? [] : [{ kind, coverage: isCoverage(kind), bars }];
  });
}

function endOf(signal: Signal, span: Span): number {
  return signal.endedAt ?? span.to;
}
