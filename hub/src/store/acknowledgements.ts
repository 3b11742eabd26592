import type { Incident } from '@invigil/contract';
import { type AcknowledgementFault, faultOfGivingBack, faultOfTaking } from '../incidents/acknowledging.js';
import { incidentsById } from './incidents-read.js';
import type { Db } from './schema.js';

type Acknowledging = {
  seatId: number;
  incidentId: string;
  /** Who looks at it, or no longer. */
  by: string;
  /** On the hub's clock. */
  at: number;
};

/**
 * Somebody looks at an incident from now on; gives the incident as it is then. Undefined: there is no such incident.
 * @param over who had it as the page knew @param told is called once it is clear that it will be done; where that fails, nothing is kept
 */
export async function acknowledge(
  db: Db,
  acknowledging: Acknowledging & { over: string | null },
  told: () => Promise<void>,
): Promise<Incident | AcknowledgementFault | undefined> {
  const { at, by, incidentId, over, seatId } = acknowledging;
  const first = await find(db, acknowledging);
  if (first === undefined || first.acknowledged?.by === by) return first;
  const fault = faultOfTaking(first.acknowledged, over);
  if (fault !== undefined) return fault;
  await told();
  return db.transaction().execute(async (one) => {
    // Looked at once more: meanwhile somebody else may have taken it.
    const now = await find(one, acknowledging);
    if (now === undefined) return undefined;
    const late = faultOfTaking(now.acknowledged, over);
    if (late !== undefined) return late;
    await forget(one, now, seatId);
    await one
      .insertInto('acknowledgement')
      .values({ seat_id: seatId, incident_id: incidentId, looker: by, at })
      .execute();
    return find(one, acknowledging);
  });
}

/** Somebody no longer looks at an incident; gives the incident as it is then. Undefined: there is no such incident. */
export async function giveBack(
  db: Db,
  acknowledging: Omit<Acknowledging, 'at'>,
  told: () => Promise<void>,
): Promise<Incident | AcknowledgementFault | undefined> {
  const first = await find(db, acknowledging);
  if (first === undefined) return undefined;
  const fault = faultOfGivingBack(first.acknowledged, acknowledging.by);
  if (fault !== undefined) return fault;
  await told();
  return db.transaction().execute(async (one) => {
    const now = await find(one, acknowledging);
    if (now === undefined) return undefined;
    const late = faultOfGivingBack(now.acknowledged, acknowledging.by);
    if (late !== undefined) return late;
    await forget(one, now, acknowledging.seatId);
    return find(one, acknowledging);
  });
}

async function find(
  db: Db,
  { incidentId, seatId }: { incidentId: string; seatId: number },
): Promise<Incident | undefined> {
  return (await incidentsById(db, seatId, [incidentId]))[0];
}

/** Whoever looked at it, or at an incident that has become part of it. */
async function forget(db: Db, { signals }: Incident, seatId: number): Promise<void> {
  const ids = signals.map(({ id }) => id);
  await db
    .deleteFrom('acknowledgement')
    .where('seat_id', '=', seatId)
    .where('incident_id', 'in', ids)
    .execute();
}
