import type { ReplayedEvent } from '@invigil/behaviour';
import { isCoverage, type ReplayIncident, type ReplaySide, type Signal } from '@invigil/contract';
import { mergeSignals, severityOf } from '../incidents/merge-signals.js';

/** A stretch of a boot, by the seat's clock. */
export type Stretch = { from: number; to: number };

/**
 * What the events of a boot come to: its signals, and the incidents that they are.
 * @param gapMs see `Policy.incidentGapMs` @param stretch only what overlaps it; undefined: all
 */
export function sideOf(events: Iterable<ReplayedEvent>, gapMs: number, stretch?: Stretch): ReplaySide {
  const signals = new Map<string, Signal>();
  const alerts: number[] = [];
  for (const { at, body } of events) {
    if (body.type === 'signal-opened' || body.type === 'signal-closed')
      signals.set(body.signal.id, body.signal);
    if (body.type === 'risk' && body.risk.level === 'alert') alerts.push(at);
  }
  const all = [...signals.values()].filter((one) => stretch === undefined || isIn(one, stretch));
  const conduct = all.filter(({ kind, noted }) => !isCoverage(kind) && !noted);
  const coverage = all.filter(({ kind }) => isCoverage(kind));
  const incidents = [conduct, coverage].flatMap((part) => incidentsOf(part, alerts, gapMs));
  return { signals: all, incidents: incidents.toSorted((a, b) => a.startedAt - b.startedAt) };
}

function isIn({ endedAt, startedAt }: Signal, { from, to }: Stretch): boolean {
  return startedAt <= to && (endedAt ?? Infinity) >= from;
}

function incidentsOf(signals: readonly Signal[], alerts: readonly number[], gapMs: number): ReplayIncident[] {
  const kept = signals.map((signal) => ({ signal, hist: false }));
  return mergeSignals(kept, gapMs).map((group) => {
    const { endedAt, id, startedAt } = group;
    const alertReached = alerts.some((at) => at >= startedAt && at <= (endedAt ?? Infinity));
    return {
      id,
      class: group.class,
      severity: severityOf(group, alertReached),
      startedAt,
      endedAt,
      signals: group.signals.map((signal) => signal.id),
    };
  });
}
