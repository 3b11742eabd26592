import type { HubConfig } from '../lib/hub-config.js';
import { type RoomPlan, planRooms } from '../lib/room-plan.js';
import type { Db } from '../store/schema.js';
import { enrolSeats, loadSeats } from '../store/seats.js';
import { restoreLayouts } from './layout-port.js';

/** The rooms as the configuration draws them and the dashboard arranged them, with what the store knows of each seat. */
export async function openPlan(
  db: Db,
  config: Pick<HubConfig, 'centre' | 'rooms'>,
): Promise<{
  plan: RoomPlan;
  rows: Awaited<ReturnType<typeof loadSeats>>;
  /** Row numbers by `room/seat`. */
  seatIds: ReadonlyMap<string, number>;
}> {
  const plan = planRooms(config);
  await enrolSeats(db, plan);
  await restoreLayouts(db, plan);
  const rows = await loadSeats(db, plan.centre);
  return { plan, rows, seatIds: new Map([...rows].map(([key, row]) => [key, row.id])) };
}
