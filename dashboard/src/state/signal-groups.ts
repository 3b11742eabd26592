import { isBlind, type Signal, type SignalKind } from '@invigil/contract';
import type { Span } from './risk-curve.js';
import { signalRows, type SignalRow } from './signal-rows.js';

/** What tells of a seat: its camera, the browser, the editor, the machine itself. */
const GROUPS = ['camera', 'browser', 'editor', 'machine'] as const;
export type SignalGroup = (typeof GROUPS)[number];

/** What slows the seat down or stops it is the machine's matter, though the camera or the hub tells it. */
const OF_THE_MACHINE: ReadonlySet<SignalKind> = new Set(['agent-stopped', 'slow-inference']);

const GROUP_OF = {
  camera: 'camera',
  room: 'camera',
  hub: 'camera',
  page: 'browser',
  browser: 'browser',
  editor: 'editor',
  machine: 'machine',
  microphone: 'machine',
} as const satisfies Record<Signal['source'], SignalGroup>;

/** The rows of each group; a group that reported nothing has none. */
export function signalGroups(
  signals: readonly Signal[],
  span: Span,
): { group: SignalGroup; rows: SignalRow[] }[] {
  return GROUPS.map((group) => ({
    group,
    rows: signalRows(
      signals.filter((signal) => groupOf(signal) === group),
      span,
    ),
  }));
}

function groupOf({ kind, source }: Signal): SignalGroup {
  return OF_THE_MACHINE.has(kind) ? 'machine' : GROUP_OF[source];
}

/** A time in which nobody was seen, and why. */
export type Gap = Span & { kinds: SignalKind[] };

/** Where the camera could not see, within a span, oldest first; what overlaps is one. */
export function gapsOf(signals: readonly Signal[], span: Span): Gap[] {
  const blind = signals
    .filter(({ kind }) => isBlind(kind))
    .map(({ endedAt, kind, startedAt }) => ({
      from: Math.max(startedAt, span.from),
      to: Math.min(endedAt ?? span.to, span.to),
      kind,
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const gaps: Gap[] = [];
  for (const { from, kind, to } of blind) {
    const last = gaps.at(-1);
    if (last === undefined || from > last.to) gaps.push({ from, to, kinds: [kind] });
    else {
      last.to = Math.max(last.to, to);
      if (!last.kinds.includes(kind)) last.kinds.push(kind);
    }
  }
  return gaps;
}
