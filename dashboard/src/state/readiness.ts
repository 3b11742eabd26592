import {
  isBeyond,
  type Limit,
  type Machine,
  type MachineList,
  type RoomView,
  type SeatView,
} from '@invigil/contract';
import { type RuleId, VERDICTS, type Verdict } from '../lib/verdicts.js';
import { RULES, type SeatFacts, netsOf, versionsOf } from './readiness-rules.js';

/** One thing to see to at a seat. */
export type Finding = { id: RuleId; verdict: 'not-ready' | 'warning'; value: number; limit: Limit };

export type SeatReadiness = { facts: SeatFacts; verdict: Verdict; findings: Finding[] };

export type RoomReadiness = {
  /** That of the worst seat; null of a room without seats. */
  verdict: Verdict | null;
  counts: Readonly<Record<Verdict, number>>;
  /** Worst first, then as they stand. */
  seats: SeatReadiness[];
};

/** Whether an exam can be watched at a seat, and what is in the way. */
export function seatReadiness(facts: SeatFacts): SeatReadiness {
  const { seat } = facts;
  // Of a seat that is not there nothing else is known now.
  const asked =
    seat.state === 'online' ? RULES : RULES.filter(({ id }) => id === 'agent' || id === 'certificate');
  const findings = asked.flatMap((rule): Finding[] => {
    if (rule.camera === true && seat.unwatched === true) return [];
    const value = rule.value(facts);
    if (value === null) return [];
    if (rule.stop !== undefined && isBeyond(value, rule.stop))
      return [{ id: rule.id, verdict: 'not-ready', value, limit: rule.stop }];
    if (rule.warn !== undefined && isBeyond(value, rule.warn))
      return [{ id: rule.id, verdict: 'warning', value, limit: rule.warn }];
    return [];
  });
  findings.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
  return { facts, verdict: findings[0]?.verdict ?? 'ready', findings };
}

/** The whole room: no better than its worst seat. `machines`: null until they are loaded. */
export function roomReadiness(
  room: RoomView,
  seats: readonly SeatView[],
  machines: MachineList | null,
  now: number,
): RoomReadiness {
  const bySeat = new Map(machines?.machines.map((machine) => [machine.seat, machine]));
  const known = [...bySeat.values()];
  const common = { versions: mostCommon(known.map(versionsOf)), nets: mostCommon(known.map(netsOf)) };
  const judged = seats
    .map((seat) =>
      seatReadiness({
        seat,
        machine: machineOf(bySeat, seat),
        certificates: machines?.certificates ?? false,
        common,
        wantedPolicy: seat.wantedPolicyHash ?? room.policyHash,
        now,
      }),
    )
    .toSorted(
      (a, b) =>
        VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
        a.facts.seat.row - b.facts.seat.row ||
        a.facts.seat.column - b.facts.seat.column,
    );
  const counts = { 'not-ready': 0, warning: 0, ready: 0 };
  for (const { verdict } of judged) counts[verdict] += 1;
  return { verdict: judged[0]?.verdict ?? null, counts, seats: judged };
}

/** What a machine said of an earlier start may no longer hold. */
function machineOf(bySeat: ReadonlyMap<string, Machine>, seat: SeatView): Machine | null {
  const machine = bySeat.get(seat.seat);
  if (machine === undefined) return null;
  return machine.told !== null && machine.told.boot !== seat.boot ? { ...machine, told: null } : machine;
}

/** What is there most often; of equals the first. Null: nothing is known. */
function mostCommon(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}
