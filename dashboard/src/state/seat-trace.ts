import type { Challenge, LiveChange, Risk, Signal, Timeline } from '@invigil/contract';

/** A point of the risk curve; it holds until the next. */
export type RiskPoint = { at: number; risk: Risk };

/** What is known of one seat over time, for as long as its page is open. */
export type SeatTrace = {
  key: string;
  /** Rising by `at`, each `at` once. */
  risk: readonly RiskPoint[];
  /** Rising by `startedAt`, each id once. */
  signals: readonly Signal[];
  /** Those that were judged, newest first, each id once. */
  challenges: readonly Challenge[];
  /** When the newest preview picture was taken; null while there is none. */
  previewAt: number | null;
  /** End of the newest minute of analysis that the hub told of; null before the first. */
  analysedTo: number | null;
  loaded: 'loading' | 'ready' | 'failed';
};

/** The longest time that a seat's page can show, in ms. */
export const TRACE_MS = 3_600_000;

export function newTrace(key: string): SeatTrace {
  return {
    key,
    risk: [],
    signals: [],
    challenges: [],
    previewAt: null,
    analysedTo: null,
    loaded: 'loading',
  };
}

/** Adds what the hub has stored. What came live in the meantime stays: both say the same of the same point. */
export function withTimeline(trace: SeatTrace, timeline: Timeline): SeatTrace {
  return {
    ...trace,
    risk: withPoints(trace.risk, timeline.risk),
    signals: timeline.signals.reduce(withSignal, trace.signals),
    loaded: 'ready',
  };
}

/** Adds what came live, if it is about the same seat. */
export function withChange(trace: SeatTrace, change: LiveChange): SeatTrace {
  if (change.type === 'seat' || change.type === 'incident' || change.type === 'incident-removed')
    return trace;
  if (`${change.room}/${change.seat}` !== trace.key) return trace;
  switch (change.type) {
    case 'refused':
      return trace;
    case 'risk':
      return { ...trace, risk: recent(withPoint(trace.risk, { at: change.at, risk: change.risk })) };
    case 'signal':
      return { ...trace, signals: withLive(trace.signals, change.signal) };
    case 'challenge':
      return withChallenges(trace, [change.challenge]);
    case 'preview':
      return { ...trace, previewAt: Math.max(change.at, trace.previewAt ?? 0) };
    case 'analysis':
      return { ...trace, analysedTo: Math.max(change.minute.to, trace.analysedTo ?? 0) };
  }
}

/** Adds what became of some cues. */
export function withChallenges(trace: SeatTrace, more: readonly Challenge[]): SeatTrace {
  const byId = new Map([...trace.challenges, ...more].map((one) => [one.id, one]));
  return { ...trace, challenges: [...byId.values()].sort((a, b) => b.askedAt - a.askedAt) };
}

function withPoints(points: readonly RiskPoint[], more: readonly RiskPoint[]): readonly RiskPoint[] {
  const byTime = new Map([...more, ...points].map((point) => [point.at, point]));
  return [...byTime.values()].sort((a, b) => a.at - b.at);
}

function withPoint(points: readonly RiskPoint[], point: RiskPoint): readonly RiskPoint[] {
  const last = points.at(-1);
  return last === undefined || last.at < point.at ? [...points, point] : withPoints([point], points);
}

/** A signal that has ended is never opened again by an older word of it. */
function withSignal(signals: readonly Signal[], signal: Signal): readonly Signal[] {
  const known = signals.find(({ id }) => id === signal.id);
  if (known === undefined) return [...signals, signal].sort((a, b) => a.startedAt - b.startedAt);
  if (known.endedAt !== null && signal.endedAt === null) return signals;
  return signals.map((other) => (other.id === signal.id ? signal : other));
}

/** A finding of the room opens again with a further look; the feed tells its states in their order. */
function withLive(signals: readonly Signal[], signal: Signal): readonly Signal[] {
  const others = signal.source === 'room' ? signals.filter(({ id }) => id !== signal.id) : signals;
  return withSignal(others, signal);
}

/** Forgets what is older than can be shown, save the point that still holds at the beginning. */
function recent(points: readonly RiskPoint[]): readonly RiskPoint[] {
  const last = points.at(-1);
  if (last === undefined) return points;
  const next = points.findIndex((point) => point.at > last.at - TRACE_MS);
  return next > 1 ? points.slice(next - 1) : points;
}
