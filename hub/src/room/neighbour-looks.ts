import type { Signal } from '@invigil/contract';
import { findingOf } from './finding.js';
import { glancesOf } from './glances.js';
import type { Place } from './places.js';
import { repeated, type Repetition } from './repeated.js';
import type { SeatSignal } from './seat-signal.js';

/** Repeated looks of one seat toward the same neighbour. @param looks of that seat */
export function neighbourLooks(
  seat: string,
  { places, room }: { room: string; places: readonly Place[] },
  looks: readonly SeatSignal[],
  rule: Repetition,
): Signal[] {
  const glances = glancesOf(places, looks);
  const towards = [...new Set(glances.map((glance) => glance.toward))];
  return towards.flatMap((toward) =>
    repeated(
      glances.filter((glance) => glance.toward === toward),
      rule,
    ).map((run) => findingOf({ kind: 'neighbour-looks', room, seat, toward }, run, rule.least)),
  );
}
