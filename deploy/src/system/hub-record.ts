import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import type { RoomPlan } from '../room/room-plan.js';

const BootRow = z.object({
  boot: z.string(),
  stored: z.number(),
  distinct: z.number(),
  first: z.number(),
  last: z.number(),
});
const CountRow = z.object({ n: z.number() });

/** What a hub has stored of one boot of its only seat. */
export type BootRecord = z.infer<typeof BootRow>;

/** Counts what the hub stored, past the hub: straight from its file. */
export function storedByBoot(plan: RoomPlan): BootRecord[] {
  return query(join(plan.folder, 'hub', 'hub.sqlite'), (db) =>
    z.array(BootRow).parse(
      db
        .prepare(
          `select boot.boot as boot, count(*) as stored, count(distinct seq) as "distinct", min(seq) as first, max(seq) as last
           from event join boot on boot.id = event.boot_id group by boot.id order by boot.id`,
        )
        .all(),
    ),
  );
}

/** Lets every log-in of a hub end now, as its time does. */
export function endLogIns(plan: RoomPlan): void {
  const db = new Database(join(plan.folder, 'hub', 'hub.sqlite'));
  try {
    db.prepare('update login set expires_at = ?').run(Date.now() - 1);
  } finally {
    db.close();
  }
}

/** What the stored events say of the clocks of their seats; those that say nothing are left out. */
export function clockOffsets(plan: RoomPlan): { offsetMs: number; uncertaintyMs: number }[] {
  return query(join(plan.folder, 'hub', 'hub.sqlite'), (db) =>
    z.array(z.object({ offsetMs: z.number(), uncertaintyMs: z.number() })).parse(
      db
        .prepare(
          `select clock_offset_ms as offsetMs, clock_uncertainty_ms as uncertaintyMs
           from event where clock_offset_ms is not null`,
        )
        .all(),
    ),
  );
}

/** What a seat told of signals and risk in one boot, in the order of `seq`, each as the text that the hub keeps. */
export function toldBy(plan: RoomPlan, seat: string, boot: string): { at: number; body: string }[] {
  return query(join(plan.folder, 'hub', 'hub.sqlite'), (db) =>
    z.array(z.object({ at: z.number(), body: z.string() })).parse(
      db
        .prepare(
          `select event.at as at, event.body as body
           from event join boot on boot.id = event.boot_id join seat on seat.id = event.seat_id
           where seat.seat = ? and boot.boot = ? and event.type <> 'evidence' order by event.seq`,
        )
        .all(seat, boot),
    ),
  );
}

/** Messages that the hub could not read. */
export function deadLetters(plan: RoomPlan): number {
  return query(
    join(plan.folder, 'hub', 'hub.sqlite'),
    (db) => CountRow.parse(db.prepare('select count(*) as n from dead_letter').get()).n,
  );
}

/** Events that a stopped seat still keeps. */
export function waitingInOutbox(plan: RoomPlan, seat: string): number {
  return query(
    join(plan.folder, `seat-${seat}`, 'outbox.sqlite'),
    (db) => CountRow.parse(db.prepare('select count(*) as n from events').get()).n,
  );
}

function query<T>(file: string, read: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}
