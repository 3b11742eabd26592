import type { Policy, SharedCause, SignalKind } from '@invigil/contract';
import { basisOf, inOrder, named, type SeatSignal } from './seat-signal.js';

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

/**
 * The signals whose cause the room shared, by their ids: enough of the watched seats began the same, in the same
 * direction, within the rule's time. @param signals told live
 */
export function sharedCauses(
  signals: readonly SeatSignal[],
  watched: ReadonlySet<string>,
  rule: Rule,
): Map<string, SharedCause> {
  const shared = new Map<string, { seats: number; cause: SharedCause }>();
  for (const alike of groupsOf(signals)) {
    for (const first of alike) {
      const together = alike.filter(({ signal }) => {
        const afterMs = signal.startedAt - first.signal.startedAt;
        return afterMs >= 0 && afterMs <= rule.withinMs;
      });
      const seats = new Set(together.map(({ seat }) => seat));
      if (!isMostOf(seats, watched, rule)) continue;
      const cause: SharedCause = {
        cause: 'room',
        factor: rule.factor,
        basis: named(together.map(basisOf)),
      };
      for (const { signal } of together) {
        if ((shared.get(signal.id)?.seats ?? 0) < seats.size)
          shared.set(signal.id, { seats: seats.size, cause });
      }
    }
  }
  return new Map([...shared].map(([id, { cause }]) => [id, cause]));
}

function isMostOf(seats: ReadonlySet<string>, watched: ReadonlySet<string>, rule: Rule): boolean {
  const all = new Set([...watched, ...seats]).size;
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
