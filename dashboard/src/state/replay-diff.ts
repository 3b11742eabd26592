import {
  type Policy,
  type ReplayIncident,
  type ReplayResult,
  type Signal,
  valuesOf,
} from '@invigil/contract';

/** A field in which two policies differ. */
export type FieldChange = { path: string; before: string; after: string };

/** An incident with its signals, on one side of a replay. */
export type SideIncident = ReplayIncident & { of: readonly Signal[] };

/** What becomes of an incident under another policy. */
export type IncidentDiff = {
  what: 'appeared' | 'vanished' | 'changed' | 'same';
  live: SideIncident | null;
  replayed: SideIncident | null;
  /** The fields of its kinds that differ; empty where other ones make the difference. */
  because: readonly FieldChange[];
};

/** In what two policies differ, in the order of their fields. Name and version are no rules. */
export function fieldChanges(before: Policy, after: Policy): FieldChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => path !== 'id' && path !== 'version' && old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path) ?? '–', after: now.get(path) ?? '–' }));
}

/** The incidents of both sides next to each other, oldest first. They are the same where class and time overlap. */
export function incidentDiffs(result: ReplayResult, changes: readonly FieldChange[]): IncidentDiff[] {
  const live = withSignals(result.live);
  const left = new Set(withSignals(result.replayed));
  const diffs: IncidentDiff[] = [];
  for (const one of live) {
    const same = [...left].find((other) => overlaps(one, other));
    if (same !== undefined) left.delete(same);
    diffs.push(diffOf(one, same ?? null, changes));
  }
  for (const one of left) diffs.push(diffOf(null, one, changes));
  return diffs.toSorted((a, b) => startOf(a) - startOf(b));
}

/** What a replay comes to: nothing on either side, the same on both, or not. */
export function outcomeOf(diffs: readonly IncidentDiff[]): 'nothing' | 'same' | 'differs' {
  if (diffs.length === 0) return 'nothing';
  return diffs.every(({ what }) => what === 'same') ? 'same' : 'differs';
}

function diffOf(
  live: SideIncident | null,
  replayed: SideIncident | null,
  changes: readonly FieldChange[],
): IncidentDiff {
  const what =
    live === null ? 'appeared' : replayed === null ? 'vanished' : isSame(live, replayed) ? 'same' : 'changed';
  const kinds = new Set([...(live?.of ?? []), ...(replayed?.of ?? [])].map(({ kind }) => kind));
  const because =
    what === 'same' ? [] : changes.filter(({ path }) => [...kinds].some((kind) => isOf(path, kind)));
  return { what, live, replayed, because };
}

/** The parts of a policy that are about single kinds, beside the rule of each. */
const PARTS: Readonly<Record<string, string>> = {
  'looking-away': 'lookingAway',
  'gaze-off-screen': 'gazeOffScreen',
  'identity-mismatch': 'identity',
  'spoof-suspected': 'liveness',
};

function isOf(path: string, kind: string): boolean {
  const [part, named] = path.split('.');
  return named === kind || (part !== undefined && part === PARTS[kind]);
}

function isSame(a: SideIncident, b: SideIncident): boolean {
  const shape = ({ endedAt, of, severity, startedAt }: SideIncident): string =>
    JSON.stringify([
      severity,
      startedAt,
      endedAt,
      of.map((one) => [one.kind, one.startedAt, one.endedAt, one.direction]),
    ]);
  return shape(a) === shape(b);
}

function withSignals({ incidents, signals }: ReplayResult['live']): SideIncident[] {
  const byId = new Map(signals.map((one) => [one.id, one]));
  return incidents.map((one) => ({
    ...one,
    of: one.signals.flatMap((id) => {
      const signal = byId.get(id);
      return signal === undefined ? [] : [signal];
    }),
  }));
}

function overlaps(a: SideIncident, b: SideIncident): boolean {
  return (
    a.class === b.class && a.startedAt <= (b.endedAt ?? Infinity) && b.startedAt <= (a.endedAt ?? Infinity)
  );
}

function startOf({ live, replayed }: IncidentDiff): number {
  return Math.min(live?.startedAt ?? Infinity, replayed?.startedAt ?? Infinity);
}
