import type { Health, HealthHistory, HealthMinute } from '@invigil/contract';
import { sql } from 'kysely';
import type { Db } from './schema.js';

const MINUTE_MS = 60_000;
/** Minutes that are kept of a seat: seven days. */
export const KEPT_MINUTES = 7 * 24 * 60;
/** Minutes of an answer, at most about so many: a screen has no more columns. */
const MOST_ROWS = 1500;

/** Keeps how a seat fares, if it is the first word of a minute; what is older than seven days goes then. `at`: on the hub's clock. */
export async function keepHealthMinute(db: Db, seatId: number, health: Health, at: number): Promise<void> {
  const minute = Math.floor(at / MINUTE_MS);
  const made = await db
    .insertInto('health_minute')
    .values({
      seat_id: seatId,
      minute,
      captured: health.rates.captured,
      faces: health.rates.faces,
      objects: health.rates.objects,
      frame_ms: health.stages['frame']?.p95 ?? null,
      memory_mb: health.rssMb,
      temperature_c: health.temperatureC,
      cpu_share: health.pace === undefined ? null : Math.min(1, health.pace.cpuShare),
      outbox: health.outbox.depth,
      outbox_oldest_ms: health.outbox.oldestMs,
      disk_used_mb: health.disk?.usedMb ?? null,
      disk_free_mb: health.disk?.freeMb ?? null,
      clock_offset_ms: health.clock?.offsetMs ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return;
  await db
    .deleteFrom('health_minute')
    .where('seat_id', '=', seatId)
    .where('minute', '<=', minute - KEPT_MINUTES)
    .execute();
}

/** How a seat fared between two times, oldest first. A long time is thinned evenly: the first of every two minutes, of every three, … */
export async function healthHistory(
  db: Db,
  seatId: number,
  from: number,
  to: number,
): Promise<HealthHistory> {
  const [first, last] = [Math.floor(from / MINUTE_MS), Math.floor(to / MINUTE_MS)];
  const asked = Math.min(last - first + 1, KEPT_MINUTES);
  const every = Math.max(1, Math.ceil(asked / MOST_ROWS));
  const rows = await db
    .selectFrom('health_minute')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('minute', '>=', Math.max(first, last - KEPT_MINUTES))
    .where('minute', '<=', last)
    .where('minute', 'in', (one) =>
      one
        .selectFrom('health_minute')
        .select((eb) => eb.fn.min('minute').as('minute'))
        .where('seat_id', '=', seatId)
        .where('minute', '>=', Math.max(first, last - KEPT_MINUTES))
        .groupBy(sql`minute / cast(${every} as bigint)`),
    )
    .orderBy('minute')
    .execute();
  const minutes = rows.map((row): HealthMinute => ({
    at: row.minute * MINUTE_MS,
    captured: row.captured,
    faces: row.faces,
    objects: row.objects,
    frameMs: row.frame_ms,
    memoryMb: row.memory_mb,
    temperatureC: row.temperature_c,
    cpuShare: row.cpu_share,
    outbox: row.outbox,
    outboxOldestMs: row.outbox_oldest_ms,
    diskUsedMb: row.disk_used_mb,
    diskFreeMb: row.disk_free_mb,
    clockOffsetMs: row.clock_offset_ms,
  }));
  return { from, to, everyMinutes: every, minutes };
}
