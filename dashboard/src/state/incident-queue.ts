import type { Incident, Severity } from '@invigil/contract';

const ORDER = { alert: 0, blind: 1, watch: 2 } as const satisfies Record<Severity, number>;

/** How many ended incidents are still shown. */
const ENDED_SHOWN = 30;

/**
 * The queue of a room: what is open, the most urgent and then the newest first; below what ended, the latest first; and apart from
 * both what the budget holds back, by its rank.
 */
export type IncidentQueue = { open: Incident[]; ended: Incident[]; held: Incident[] };

/** Sorts a room's incidents for the queue. */
export function incidentQueue(incidents: Iterable<Incident>, room: string): IncidentQueue {
  const open: Incident[] = [];
  const ended: Incident[] = [];
  const held: Incident[] = [];
  for (const incident of incidents) {
    if (incident.room !== room) continue;
    if (incident.heldBack !== undefined) held.push(incident);
    else if (isOpen(incident)) open.push(incident);
    else ended.push(incident);
  }
  open.sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || b.startedAt - a.startedAt);
  ended.sort((a, b) => endOf(b) - endOf(a));
  held.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || b.startedAt - a.startedAt);
  return { open, ended: ended.slice(0, ENDED_SHOWN), held };
}

/** Whether something of an incident is still going on. */
export function isOpen(incident: Incident): boolean {
  return incident.endedAt === null;
}

function endOf(incident: Incident): number {
  return incident.endedAt ?? incident.startedAt;
}
