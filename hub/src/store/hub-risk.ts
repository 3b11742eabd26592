import type { Risk } from '@invigil/contract';
import { lastTold, riskIn, type ToldRisk } from './events.js';
import type { Db } from './schema.js';

/** The hub's number where it is another than the seat's own. */
export type HubRisk = {
  /** What the seat told, on which it rests. */
  rests: Pick<ToldRisk, 'bootId' | 'seq'>;
  at: number;
  /** It stands in the place of what the seat told; else it came later, while the seat told nothing new. */
  inPlace: boolean;
  risk: Risk;
};

export async function saveHubRisk(db: Db, seatId: number, number: HubRisk): Promise<void> {
  await db
    .insertInto('hub_risk')
    .values({
      seat_id: seatId,
      boot_id: number.rests.bootId,
      seq: number.rests.seq,
      at: number.at,
      told: number.inPlace ? 1 : 0,
      level: number.risk.level,
      body: JSON.stringify({ risk: number.risk }),
    })
    .execute();
}

/** The risk that was shown last of a boot: the hub's number, or the seat's own where that is the same. */
export async function lastShown(db: Db, seatId: number, boot: string): Promise<Risk | undefined> {
  const told = await lastTold(db, seatId, boot);
  if (told === undefined) return undefined;
  const row = await db
    .selectFrom('hub_risk')
    .select('body')
    .where('seat_id', '=', seatId)
    .where('boot_id', '=', told.bootId)
    .where('seq', '=', told.seq)
    .where('at', '>=', told.at)
    .orderBy('at', 'desc')
    .orderBy('told')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? told.risk : (riskIn(row.body) ?? told.risk);
}
