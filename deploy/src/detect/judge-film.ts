import { Behaviour, type Observation, type SignalChange } from '@invigil/behaviour';
import { isCoverage, type Policy, type Risk, type Signal, type SignalKind } from '@invigil/contract';
import { mergeSignals, severityOf } from '@invigil/hub';

/** Every boot needs a name; these films are nobody's. */
const BOOT = 'be9c4de7ec7be9c4';

/** What behaviour made of a film. */
export type Judged = {
  /** Closed ones, oldest first: what was open at the end ends there. */
  signals: Signal[];
  incidents: { kinds: SignalKind[]; severity: 'alert' | 'watch' | 'blind'; startedAt: number }[];
  /** How long the film is, ms. */
  lengthMs: number;
  /** How long something kept the camera from seeing, ms. */
  blindMs: number;
};

/** Judges what was seen in a film, or in several that follow each other, under a policy. */
export function judgeFilm(observations: readonly Observation[], policy: Policy): Judged {
  const behaviour = new Behaviour({ policy, boot: BOOT });
  const signals: Signal[] = [];
  const alerts: number[] = [];
  const keep = (changes: readonly SignalChange[], at: number, risk: Risk): void => {
    for (const { signal, type } of changes) if (type === 'closed') signals.push(signal);
    if (risk.level === 'alert') alerts.push(at);
  };
  for (const observation of observations) {
    const { at, changes, risk } = behaviour.observe(observation);
    keep(changes, at, risk);
  }
  const [from, to] = [observations[0]?.capturedAt ?? 0, observations.at(-1)?.capturedAt ?? 0];
  const end = behaviour.finish(to);
  keep(end.changes, end.at, end.risk);
  return {
    signals: signals.toSorted((a, b) => a.startedAt - b.startedAt),
    incidents: incidentsOf(signals, alerts, policy),
    lengthMs: to - from,
    blindMs: lengthOf(signals.filter(({ kind }) => isCoverage(kind))),
  };
}

function incidentsOf(
  signals: readonly Signal[],
  alerts: readonly number[],
  policy: Policy,
): Judged['incidents'] {
  return [true, false].flatMap((coverage) =>
    mergeSignals(
      signals.filter(({ kind }) => isCoverage(kind) === coverage).map((signal) => ({ signal, hist: false })),
      policy.incidentGapMs,
    ).map((group) => {
      const reached = alerts.some((at) => at >= group.startedAt && at <= (group.endedAt ?? Infinity));
      const kinds = [...new Set(group.signals.map(({ kind }) => kind))];
      return { kinds, severity: severityOf(group, reached), startedAt: group.startedAt };
    }),
  );
}

/** Length of the time that some signals cover, each moment once, ms. */
function lengthOf(signals: readonly Signal[]): number {
  let [length, reached] = [0, 0];
  for (const { endedAt, startedAt } of signals.toSorted((a, b) => a.startedAt - b.startedAt)) {
    const end = endedAt ?? startedAt;
    length += Math.max(0, end - Math.max(startedAt, reached));
    reached = Math.max(reached, end);
  }
  return length;
}
