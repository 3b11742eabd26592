import { findingOf, type Occurrence } from './finding.js';
import { type Glance, glancesOf } from './glances.js';
import type { Place } from './places.js';
import { repeated, type Repetition } from './repeated.js';
import type { SeatSignal } from './seat-signal.js';

/**
 * Looks of two neighbours that met, again and again: one looked toward the other while the other looked back. It is a
 * finding at both seats. @param looks of both
 */
export function mutualLooks(
  [a, b]: readonly [string, string],
  { places, room }: { room: string; places: readonly Place[] },
  looks: readonly SeatSignal[],
  rule: Repetition,
): Pick<SeatSignal, 'seat' | 'signal'>[] {
  const [ofA, ofB] = [a, b].map((seat) =>
    glancesOf(
      places,
      looks.filter((look) => look.seat === seat),
    ),
  );
  const toB = (ofA ?? []).filter(({ toward }) => toward === b);
  const toA = (ofB ?? []).filter(({ toward }) => toward === a);
  const both = [
    { seat: a, toward: b, runs: repeated(meetings(toB, toA), rule) },
    { seat: b, toward: a, runs: repeated(meetings(toA, toB), rule) },
  ];
  return both.flatMap(({ runs, seat, toward }) =>
    runs.map((run) => ({
      seat,
      signal: findingOf({ kind: 'mutual-looks', room, seat, toward }, run, rule.least),
    })),
  );
}

/** The times in which looks of one seat and of the other met, the one's own first in the basis. */
function meetings(own: readonly Glance[], others: readonly Glance[]): Occurrence[] {
  return own
    .flatMap((mine) => others.flatMap((theirs) => meetingOf(mine, theirs) ?? []))
    .toSorted((a, b) => a.from - b.from);
}

function meetingOf(mine: Glance, theirs: Glance): Occurrence | undefined {
  const from = Math.max(mine.from, theirs.from);
  const to = Math.min(mine.to ?? Number.POSITIVE_INFINITY, theirs.to ?? Number.POSITIVE_INFINITY);
  if (to <= from) return undefined;
  const openedAt = Math.max(mine.openedAt, theirs.openedAt);
  return {
    from,
    openedAt,
    to: Number.isFinite(to) ? to : null,
    seenMs: Math.max(0, (Number.isFinite(to) ? to : openedAt) - from),
    confidence: Math.min(mine.confidence, theirs.confidence),
    shared: Math.min(mine.shared, theirs.shared),
    basis: [...mine.basis, ...theirs.basis],
  };
}
