import type { Incident, Judgement, JudgementRequest } from '@invigil/contract';
import { type JudgingFault, faultOf } from '../incidents/judging.js';
import { incidentsById } from './incidents-read.js';
import { judgementsOf } from './judgements-read.js';
import type { Db } from './schema.js';

/** What somebody makes of an incident. */
export type Judging = {
  seatId: number;
  incidentId: string;
  request: JudgementRequest;
  by: string;
  role: Judgement['role'];
  /** On the hub's clock. */
  at: number;
};

/**
 * Keeps what somebody makes of an incident, and gives the incident as it is then. Undefined: there is no such incident.
 * @param told is called once it is clear that it will be taken; where that fails, nothing is kept
 */
export async function judge(
  db: Db,
  judging: Judging,
  told: () => Promise<void>,
): Promise<Incident | JudgingFault | undefined> {
  const first = await look(db, judging);
  if (first === undefined || 'code' in first) return first;
  await told();
  // Looked at once more: meanwhile somebody else may have judged.
  return db.transaction().execute((one) => lookAndKeep(one, judging));
}

/**
 * Keeps what somebody makes of several incidents, together; what is not taken holds up nothing else.
 * @param told is called for each of which it is clear that it will be taken; where that fails, nothing is kept
 */
export async function judgeMany<One extends Judging>(
  db: Db,
  judgings: readonly One[],
  told: (judging: One) => Promise<void>,
): Promise<{ judging: One; done: Incident | JudgingFault | undefined }[]> {
  const looked: { judging: One; seen: Awaited<ReturnType<typeof look>> }[] = [];
  for (const judging of judgings) looked.push({ judging, seen: await look(db, judging) });
  for (const { judging, seen } of looked) if (seen !== undefined && !('code' in seen)) await told(judging);
  return db.transaction().execute(async (one) => {
    const all: { judging: One; done: Incident | JudgingFault | undefined }[] = [];
    for (const { judging, seen } of looked) {
      const isFault = seen === undefined || 'code' in seen;
      all.push({ judging, done: isFault ? seen : await lookAndKeep(one, judging) });
    }
    return all;
  });
}

async function lookAndKeep(db: Db, judging: Judging): Promise<Incident | JudgingFault | undefined> {
  const now = await look(db, judging);
  if (now === undefined || 'code' in now) return now;
  const { at, by, incidentId, request, role, seatId } = judging;
  const { outcome, reason, words = null } = request;
  await db
    .insertInto('judgement')
    .values({
      seat_id: seatId,
      incident_id: incidentId,
      n: now.before.length + 1,
      at,
      judge: by,
      role,
      outcome,
      reason,
      words,
      severity: now.incident.severity,
      signals: now.incident.signals.length,
    })
    .execute();
  return (await incidentsById(db, seatId, [incidentId]))[0];
}

async function look(
  db: Db,
  { by, incidentId, request, seatId }: Judging,
): Promise<{ incident: Incident; before: Judgement[] } | JudgingFault | undefined> {
  const [incident] = await incidentsById(db, seatId, [incidentId]);
  if (incident === undefined) return undefined;
  const before = await judgementsOf(db, seatId, incidentId);
  const seen = { class: incident.class, severity: incident.severity, signals: incident.signals.length };
  return faultOf(request, { before, by, incident: seen }) ?? { incident, before };
}
