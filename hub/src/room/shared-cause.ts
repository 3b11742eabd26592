import type { Policy, SharedCause, SignalKind } from '@invigil/contract';
import { basisOf, inOrder, type SeatSignal } from './seat-signal.js';

/**
 * What a room may cause: an announcement, somebody at the door, paper that is handed out, an alarm. A phone, a second
 * screen or another person's face is each seat's own, however many show one.
 */
export const SHAREABLE_KINDS = [
  'face-absent',
  'looking-away',
  'gaze-off-screen',
  'eyes-closed',
  'speaking',
  'book',
] as const satisfies SignalKind[];

type Rule = Policy['room']['sharedCause'];

/** So many of those who began first are named: they stay the same while more join. */
const MOST_NAMED = 12;

/**
 * The signals whose cause the room shared, by their ids: enough of the watched seats began the same, in the same
 * direction, within the rule's time. @param signals told live
 */
export function sharedCauses(
  signals: readonly SeatSignal[],
  watched: ReadonlySet<string>,
  rule: Rule,
): Map<string, SharedCause> {
  const shared = new Map<string, SharedCause>();
  for (const alike of groupsOf(signals)) {
    if (!isMostOf(new Set(alike.map(({ seat }) => seat)), watched, rule)) continue;
    for (const [index, first] of alike.entries()) {
      const later = alike.slice(index);
      const end = later.findIndex(({ signal }) => signal.startedAt > first.signal.startedAt + rule.withinMs);
      const together = end === -1 ? later : later.slice(0, end);
      if (!isMostOf(new Set(together.map(({ seat }) => seat)), watched, rule)) continue;
      const basis = together.slice(0, MOST_NAMED).map(basisOf);
      for (const { signal } of together) {
        if (!shared.has(signal.id)) shared.set(signal.id, { cause: 'room', factor: rule.factor, basis });
      }
    }
  }
  return shared;
}

function isMostOf(seats: ReadonlySet<string>, watched: ReadonlySet<string>, rule: Rule): boolean {
  const all = watched.size + [...seats].filter((seat) => !watched.has(seat)).length;
  return all >= rule.leastSeats && seats.size > 1 && seats.size >= rule.leastShare * all;
}

function groupsOf(signals: readonly SeatSignal[]): SeatSignal[][] {
  const groups = new Map<string, SeatSignal[]>();
  for (const one of inOrder(signals)) {
    const { direction, kind } = one.signal;
    if (!SHAREABLE_KINDS.some((shareable) => shareable === kind)) continue;
    const key = `${kind} ${direction}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
