import { isCoverage, type LookDirection, type Signal, type SignalKind } from '@invigil/contract';

/** What really happened, in the time of the signals. */
export type Truth = {
  kind: SignalKind;
  startMs: number;
  endMs: number;
  direction?: LookDirection | undefined;
};

/** One thing that happened, and the signal that tells it; null where none does. */
export type Found = { truth: Truth; signal: Signal | null };

/** What is right and wrong in a film's signals. */
export type Score = {
  found: Found[];
  /** Signals that tell what did not happen. */
  falseAlarms: Signal[];
  lengthMs: number;
};

/** Nobody can tell to the frame when something begins; and what is gone is told a moment longer. */
const SLACK_MS = 2000;
/** A head turned away takes the eyes with it: both tell the same. */
const COMPANIONS: Partial<Record<SignalKind, readonly SignalKind[]>> = {
  'looking-away': ['gaze-off-screen'],
};
/** Blindness that is no thing that happens here, such as a picture that is really dark: it is counted as blind time. */
const COUNTED_COVERAGE: ReadonlySet<SignalKind> = new Set(['covered', 'frozen']);

/** Compares a film's signals with what happened in it. */
export function scoreFilm(signals: readonly Signal[], truths: readonly Truth[], lengthMs: number): Score {
  const found = truths.map((truth) => ({
    truth,
    signal: signals.find((signal) => tells(signal, truth)) ?? null,
  }));
  const falseAlarms = signals.filter(
    (signal) =>
      (!isCoverage(signal.kind) || COUNTED_COVERAGE.has(signal.kind)) &&
      !truths.some((truth) => belongs(signal, truth)),
  );
  return { found, falseAlarms, lengthMs };
}

/** Whether a signal tells that a thing happens: right kind and direction, opened while it lasted or a moment after. */
function tells(signal: Signal, truth: Truth): boolean {
  return (
    signal.kind === truth.kind &&
    (truth.direction === undefined || signal.direction === truth.direction) &&
    signal.startedAt >= truth.startMs - SLACK_MS &&
    signal.openedAt <= truth.endMs + SLACK_MS &&
    signal.startedAt < truth.endMs
  );
}

/** Whether a signal is no false alarm because of a thing that happens, or of what comes with it. */
function belongs(signal: Signal, truth: Truth): boolean {
  const isKind = signal.kind === truth.kind || COMPANIONS[truth.kind]?.includes(signal.kind) === true;
  const direction = truth.direction === undefined || signal.direction === truth.direction;
  return (
    isKind &&
    direction &&
    signal.startedAt <= truth.endMs + SLACK_MS &&
    (signal.endedAt ?? Infinity) >= truth.startMs - SLACK_MS
  );
}

/** Share of what happened that was told, counting only signals of at least a confidence; NaN where nothing happened. */
export function shareFound(scores: readonly Score[], kind: SignalKind, leastConfidence = 0): number {
  const all = foundOf(scores, kind);
  return all.filter(({ signal }) => signal && signal.confidence >= leastConfidence).length / all.length;
}

/** What happened of one kind. */
export function foundOf(scores: readonly Score[], kind: SignalKind): Found[] {
  return scores.flatMap(({ found }) => found).filter(({ truth }) => truth.kind === kind);
}

/** False alarms of one kind, or of all, in an hour of film. */
export function falseAlarmsPerHour(scores: readonly Score[], kind?: SignalKind, leastConfidence = 0): number {
  const alarms = scores
    .flatMap(({ falseAlarms }) => falseAlarms)
    .filter((signal) => (kind === undefined || signal.kind === kind) && signal.confidence >= leastConfidence);
  return alarms.length / hoursOf(scores);
}

export function hoursOf(scores: readonly Score[]): number {
  return scores.reduce((sum, { lengthMs }) => sum + lengthMs, 0) / 3_600_000;
}

/** The least confidence from which a kind gives at most so many false alarms an hour; 0 where all of it does. */
export function confidenceFor(scores: readonly Score[], kind: SignalKind, mostPerHour: number): number {
  const confidences = scores
    .flatMap(({ falseAlarms }) => falseAlarms)
    .filter((signal) => signal.kind === kind)
    .map(({ confidence }) => confidence)
    .toSorted((a, b) => b - a);
  const allowed = Math.floor(mostPerHour * hoursOf(scores));
  const first = confidences[allowed];
  // Just above the first one that is too many.
  return first === undefined ? 0 : first + Number.EPSILON;
}
