import { AuditEntry, ErasureReceipt, type SeatAddress, sessionIn } from '@invigil/contract';
import { sql } from 'kysely';
import * as z from 'zod';
import { HubError } from '../lib/hub-error.js';
import { hexOf } from './hash-bytes.js';
import { certificateOf } from './certificate-of.js';
import type { Db } from './schema.js';

/** What an erasure keeps of itself until it ends: what its receipt will say, and what is needed to go on. */
const ErasureFacts = ErasureReceipt.pick({
  begunAt: true,
  why: true,
  classes: true,
  counts: true,
  certificate: true,
  heads: true,
}).extend({
  /** For the audit log. */
  who: AuditEntry.pick({ actor: true, role: true, address: true }),
  /** Times of the events, by the seat's clock, and when the last of them came; null: there are none. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  heardAt: z.number().nullable(),
});
export type ErasureFacts = z.infer<typeof ErasureFacts>;

/** An erasure that is under way. */
export type Erasing = { id: number; seatId: number; session: string; facts: ErasureFacts };

/** A boot that told something of a session, and what of its events is of that session: those that say so, or those that name none. */
export type BootOfSession = { id: number; boot: string; session: string | null };

/** An erasure by its number. Throws where there is none. */
export async function findErasing(db: Db, id: number): Promise<Erasing> {
  const row = await db.selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new HubError('not-there', `there is no erasure ${id}`);
  return {
    id,
    seatId: row.seat_id,
    session: row.session,
    facts: ErasureFacts.parse(JSON.parse(row.facts)),
  };
}

/** Writes what has become of an erasure. */
export async function saveFacts(db: Db, { id, facts }: Erasing): Promise<void> {
  await db
    .updateTable('erasure')
    .set({ facts: JSON.stringify(facts) })
    .where('id', '=', id)
    .execute();
}

export async function seatOf(db: Db, seatId: number): Promise<SeatAddress> {
  return db
    .selectFrom('seat')
    .select(['centre', 'room', 'seat'])
    .where('id', '=', seatId)
    .executeTakeFirstOrThrow();
}

/** The boots of a session as {@link keptSession} names it. `~` has none. */
export async function bootsOfSession(db: Db, seatId: number, kept: string): Promise<BootOfSession[]> {
  if (kept === '~') return [];
  const of = sessionIn(kept);
  const boots = db.selectFrom('boot').select(['boot.id', 'boot.boot']).where('boot.seat_id', '=', seatId);
  const rows =
    of.session === null
      ? await boots.where('boot.boot', '=', of.boot).execute()
      : await boots
          .innerJoin('boot_session', 'boot_session.boot_id', 'boot.id')
          .where('boot_session.session', '=', of.session)
          .execute();
  return rows.map((row) => ({ ...row, session: of.session }));
}

/** What a receipt says of the record as it is now. */
export async function recordNow(
  db: Db,
  { seatId, session, record }: { seatId: number; session: string; record: boolean },
  at: number,
): Promise<Pick<ErasureFacts, 'certificate' | 'heads' | 'from' | 'to' | 'heardAt'>> {
  const boots = await bootsOfSession(db, seatId, session);
  const heads: ErasureFacts['heads'] = [];
  const times: { from: number; to: number; heard: number }[] = [];
  for (const { boot, id, session: named } of boots) {
    const { rows } = await sql<{
      from: number | null;
      to: number;
      heard: number;
      seq: number;
      hash: Uint8Array | null;
    }>`
      select min(at) as "from", max(at) as "to", max(received_at) as heard, max(seq) as seq,
        (select hash from event where seat_id = ${seatId} and boot_id = ${id}
           and session is not distinct from ${named}
         order by seq desc limit 1) as hash
      from event where seat_id = ${seatId} and boot_id = ${id}
        and session is not distinct from ${named}`.execute(db);
    const [row] = rows;
    if (row === undefined || row.from === null) continue;
    times.push({ ...row, from: row.from });
    heads.push({ boot, seq: row.seq, hash: hexOf(row.hash) });
  }
  const isNamed = record && boots.some((boot) => boot.session !== null);
  const place = { ...(await seatOf(db, seatId)), seatId };
  // A record that is damaged and has no certificate any more can be erased all the same.
  const issued = isNamed ? certificateOf(db, place, session, at) : undefined;
  const certificate = await issued?.catch(() => undefined);
  const none = { from: null, to: null, heardAt: null };
  return {
    certificate: certificate?.hash ?? null,
    heads,
    ...(times.length === 0
      ? none
      : {
          from: Math.min(...times.map(({ from }) => from)),
          to: Math.max(...times.map(({ to }) => to)),
          heardAt: Math.max(...times.map(({ heard }) => heard)),
        }),
  };
}
