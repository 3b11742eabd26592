import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import type { RoomPlan } from '../lib/room-plan.js';
import type { Db } from '../store/schema.js';
import { enrolSeats, loadSeats } from '../store/seats.js';
import { LivePlan } from './live-plan.js';

/** The plan as it was set before, in force, with what the store knows of each seat. */
export async function openPlan(deps: {
  db: Db;
  config: Pick<HubConfig, 'centre' | 'rooms'>;
  clock: Clock;
}): Promise<{
  live: LivePlan;
  plan: RoomPlan;
  rows: Awaited<ReturnType<typeof loadSeats>>;
  /** Row numbers by `room/seat`. */
  seatIds: ReadonlyMap<string, number>;
}> {
  const live = new LivePlan(deps);
  const { plan } = live;
  await enrolSeats(deps.db, plan);
  await live.restore();
  const rows = await loadSeats(deps.db, plan.centre);
  return { live, plan, rows, seatIds: new Map([...rows].map(([key, row]) => [key, row.id])) };
}
