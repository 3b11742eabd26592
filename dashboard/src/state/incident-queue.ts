import type { Incident, Severity } from '@invigil/contract';

const ORDER = { alert: 0, blind: 1, watch: 2 } as const satisfies Record<Severity, number>;

/** How many ended incidents are still shown. */
const ENDED_SHOWN = 30;

/**
 * The queue of a room: what goes on and nobody is looking at, the most urgent and then the newest first; what somebody is looking at, in the
 * same order; what ended, the latest first; what needs a second person; what was judged, the latest first; and apart from them what the
 * budget holds back, by its rank.
 */
export type IncidentQueue = {
  open: Incident[];
  taken: Incident[];
  ended: Incident[];
  second: Incident[];
  judged: Incident[];
  held: Incident[];
};

/** Sorts a room's incidents for the queue. */
export function incidentQueue(incidents: Iterable<Incident>, room: string): IncidentQueue {
  const queue: IncidentQueue = { open: [], taken: [], ended: [], second: [], judged: [], held: [] };
  for (const incident of incidents) {
    if (incident.room === room) queue[placeOf(incident)].push(incident);
  }
  queue.open.sort(byUrgency);
  queue.taken.sort(byUrgency);
  queue.ended.sort((a, b) => endOf(b) - endOf(a));
  queue.second.sort((a, b) => (a.judged?.at ?? 0) - (b.judged?.at ?? 0));
  queue.judged.sort((a, b) => (b.judged?.at ?? 0) - (a.judged?.at ?? 0));
  queue.held.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || b.startedAt - a.startedAt);
  return {
    ...queue,
    ended: queue.ended.slice(0, ENDED_SHOWN),
    judged: queue.judged.slice(0, ENDED_SHOWN),
  };
}

/** Where an incident stands. What has grown since it was judged needs another look. */
function placeOf(incident: Incident): keyof IncidentQueue {
  const { acknowledged, heldBack, judged } = incident;
  if (judged !== undefined && !asksForALook(incident)) {
    return judged.state === 'escalated' || judged.state === 'to-confirm' ? 'second' : 'judged';
  }
  if (acknowledged !== undefined) return 'taken';
  if (heldBack !== undefined) return 'held';
  return isOpen(incident) ? 'open' : 'ended';
}

/** Whether nobody has judged it, or what was judged no longer stands. */
export function asksForALook({ judged }: Pick<Incident, 'judged'>): boolean {
  return judged === undefined || judged.state === 'reopened' || judged.grown;
}

function byUrgency(a: Incident, b: Incident): number {
  return ORDER[a.severity] - ORDER[b.severity] || b.startedAt - a.startedAt;
}

/** Whether something of an incident is still going on. */
export function isOpen(incident: Incident): boolean {
  return incident.endedAt === null;
}

/** Names of a room's seats at which something is going on, whatever was made of it and whether it is held back or not. */
export function seatsWithOpen(incidents: Iterable<Incident>, room: string): ReadonlySet<string> {
  return new Set([...incidents].filter((one) => one.room === room && isOpen(one)).map(({ seat }) => seat));
}

function endOf(incident: Incident): number {
  return incident.endedAt ?? incident.startedAt;
}
