import type {
  Challenge,
  Hand,
  Incident,
  LiveChange,
  MinuteAnalysis,
  Risk,
  SeatMessage,
  SeatNote,
  SeatTalk,
  Signal,
  Timeline,
} from '@invigil/contract';

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
  /** Notes, messages and raised hands, newest first, each id once. */
  notes: readonly SeatNote[];
  messages: readonly SeatMessage[];
  hands: readonly Hand[];
  /** Of the whole session, as they were when it was loaded: what the live state holds of them is newer. */
  incidents: readonly Incident[];
  /** Minutes of analysis, oldest first. */
  minutes: readonly MinuteAnalysis[];
  /** Time of the session's first word; null while it is not known. */
  began: number | null;
  /** When the newest preview picture was taken; null while there is none. */
  previewAt: number | null;
  /** End of the newest minute of analysis that the hub told of; null before the first. */
  analysedTo: number | null;
  loaded: 'loading' | 'ready' | 'failed';
};

/** Of what is older than this, in ms, only the highest point of each slice is kept. */
export const TRACE_MS = 3_600_000;
const SLICE_MS = 10_000;

export function newTrace(key: string): SeatTrace {
  return {
    key,
    risk: [],
    signals: [],
    challenges: [],
    notes: [],
    messages: [],
    hands: [],
    incidents: [],
    minutes: [],
    began: null,
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
    began: timeline.began ?? trace.began,
    loaded: 'ready',
  };
}

/** What else is loaded with the time of a seat. */
export type LoadedBeside = {
  talk: SeatTalk;
  incidents: readonly Incident[];
  minutes: readonly MinuteAnalysis[];
};

/** Adds what people said at the seat, its incidents and its minutes. */
export function withBeside(trace: SeatTrace, { incidents, minutes, talk }: LoadedBeside): SeatTrace {
  return {
    ...trace,
    notes: byId(trace.notes, talk.notes, (note) => note.at),
    messages: byId(trace.messages, talk.messages, (message) => message.sentAt),
    hands: byId(trace.hands, talk.hands, (hand) => hand.raisedAt),
    incidents,
    minutes: minutes.reduce(withMinute, trace.minutes),
  };
}

/** What was said here: the hub's answer may come before the live feed tells it. */
export function withSaid(trace: SeatTrace, said: { note?: SeatNote; message?: SeatMessage }): SeatTrace {
  const { message, note } = said;
  return {
    ...trace,
    notes: note === undefined ? trace.notes : byId(trace.notes, [note], ({ at }) => at),
    messages:
      message === undefined ? trace.messages : byId([message], trace.messages, ({ sentAt }) => sentAt),
  };
}

/** Newest first; of two with one id the one of `more` stands. */
function byId<T extends { id: string }>(
  known: readonly T[],
  more: readonly T[],
  at: (one: T) => number,
): readonly T[] {
  const all = new Map([...known, ...more].map((one) => [one.id, one]));
  return [...all.values()].sort((a, b) => at(b) - at(a));
}

function withMinute(minutes: readonly MinuteAnalysis[], minute: MinuteAnalysis): readonly MinuteAnalysis[] {
  const others = minutes.filter(({ from }) => from !== minute.from);
  return [...others, minute].sort((a, b) => a.from - b.from);
}

/** Adds what came live, if it is about the same seat. */
export function withChange(trace: SeatTrace, change: LiveChange): SeatTrace {
  if (change.type === 'room' || change.type === 'seat') return trace;
  if (change.type === 'incident' || change.type === 'incident-removed') return trace;
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
      return {
        ...trace,
        minutes: withMinute(trace.minutes, change.minute),
        analysedTo: Math.max(change.minute.to, trace.analysedTo ?? 0),
      };
    case 'note':
      return withSaid(trace, { note: change.note });
    case 'message':
      return { ...trace, messages: byId(trace.messages, [change.message], ({ sentAt }) => sentAt) };
    case 'hand':
      return { ...trace, hands: byId(trace.hands, [change.hand], ({ raisedAt }) => raisedAt) };
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

/** Thins out what is older than an hour, now and then: of each slice its highest point stays, so that no peak is lost. */
function recent(points: readonly RiskPoint[]): readonly RiskPoint[] {
  const last = points.at(-1);
  if (last === undefined || points.length % 500 !== 0) return points;
  const kept: RiskPoint[] = [];
  for (const point of points) {
    const before = kept.at(-1);
    const isOld = point.at < last.at - TRACE_MS;
    const isSame =
      before !== undefined && Math.floor(before.at / SLICE_MS) === Math.floor(point.at / SLICE_MS);
    if (!isOld || !isSame) kept.push(point);
    else if (point.risk.score > before.risk.score) kept[kept.length - 1] = point;
  }
  return kept;
}
