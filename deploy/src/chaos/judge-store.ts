import Database from 'better-sqlite3';
import * as z from 'zod';
import { judgeBoot, NOTHING_WRONG, plus, type Verdict } from './judge.js';
import type { ToldBoot } from './told-log.js';

const BootRow = z.object({ id: z.number(), seatId: z.number(), seat: z.string(), boot: z.string() });
const EventRow = z.object({ seq: z.number(), hash: z.string() });

/** What was told and not gone with a damaged disk, what is stored, and what is wrong with it. */
export type Judgement = { told: number; stored: number; boots: number; verdict: Verdict };

/** Holds a hub's store against all that was told, past the hub: straight from its file. */
export function judgeStore(file: string, told: ReadonlyMap<string, ToldBoot>): Judgement {
  const db = new Database(file, { readonly: true });
  try {
    const boots = z.array(BootRow).parse(
      db
        .prepare(
          `select boot.id as id, seat.id as seatId, seat.room || '/' || seat.seat as seat, boot.boot as boot
           from boot join seat on seat.id = boot.seat_id`,
        )
        .all(),
    );
    const events = db.prepare<[number, number]>(
      'select seq, lower(hex(hash)) as hash from event where seat_id = ? and boot_id = ? order by rowid',
    );
    const byKey = new Map(boots.map((boot) => [`${boot.seat} ${boot.boot}`, boot]));
    let verdict = NOTHING_WRONG;
    let stored = 0;
    for (const key of new Set([...told.keys(), ...byKey.keys()])) {
      const row = byKey.get(key);
      const rows = row === undefined ? [] : z.array(EventRow).parse(events.all(row.seatId, row.id));
      const nobody = { seat: '', boot: '', hashes: [], told: 0, refused: 0, cut: false };
      verdict = plus(verdict, judgeBoot(told.get(key) ?? nobody, rows));
      stored += rows.length;
    }
    const given = [...told.values()].reduce((sum, { hashes }) => sum + hashes.length, 0);
    return { told: given - verdict.goneWithDisk, stored, boots: told.size, verdict };
  } finally {
    db.close();
  }
}
