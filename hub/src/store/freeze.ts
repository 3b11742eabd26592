import { Birth, OVERRIDE_LASTS_MS, SeatPresence, type SeatFreeze } from '@invigil/contract';
import * as z from 'zod';
import type { Db } from './schema.js';

/** What one administrator asks to be let be updated. */
type Asked = { room: string | null; seats: readonly string[] | null; reason: string };
/** It, with who asked and who granted. */
export type KeptOverride = Asked & {
  id: number;
  askedBy: string;
  askedAt: number;
  grantedBy: string | null;
  until: number;
};
/** What is known of a seat that may hold its machine. */
export type SeatAtWork = { state: string | null; session: string | null; since: number | null };

const Names = z.array(z.string());

/** When the exam that is open in a room was opened, by room. */
export async function openExams(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('exam')
    .innerJoin('exam_room', 'exam_room.exam', 'exam.exam')
    .select(['exam_room.room', 'opened_at'])
    .where('opened_at', 'is not', null)
    .where('closed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ opened_at, room }) => [room, opened_at ?? 0]));
}

/** What the seats of a centre said last of themselves, by `room/seat`. */
export async function seatsAtWork(db: Db, centre: string): Promise<Map<string, SeatAtWork>> {
  const rows = await db
    .selectFrom('seat')
    .select(['room', 'seat', 'state', 'session', 'state_since as since'])
    .where('centre', '=', centre)
    .execute();
  return new Map(rows.map(({ room, seat, ...told }) => [`${room}/${seat}`, told]));
}

/** What a seat said last that it is and how it fares; null: it never spoke. */
export async function lastHeard(
  db: Db,
  centre: string,
  { room, seat }: { room: string; seat: string },
): Promise<SeatFreeze['heard'] | null> {
  const row = await db
    .selectFrom('seat')
    .select(['state', 'birth', 'heard_at as healthAt'])
    .where('centre', '=', centre)
    .where('room', '=', room)
    .where('seat', '=', seat)
    .executeTakeFirst();
  const state = SeatPresence.shape.state.safeParse(row?.state).data;
  const birth = typeof row?.birth !== 'string' ? undefined : Birth.safeParse(JSON.parse(row.birth)).data;
  if (row === undefined || state === undefined || birth === undefined) return null;
  return { state, version: birth.versions.invigil, healthAt: row.healthAt };
}

/** The overrides that are asked for or in force, oldest first. */
export async function overridesNow(db: Db, now: number): Promise<KeptOverride[]> {
  const rows = await db
    .selectFrom('freeze_override')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('until', '>', now)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    room: row.room,
    seats: row.seats === null ? null : Names.parse(JSON.parse(row.seats)),
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    grantedBy: row.granted_by,
    until: row.until,
  }));
}

/** Keeps what one administrator asks for; it lifts nothing yet. Gives its number. */
export async function askOverride(
  db: Db,
  { reason, room, seats }: Asked,
  { at, by }: { at: number; by: string },
): Promise<number> {
  const row = { room, reason, seats: seats && JSON.stringify(seats), asked_by: by, asked_at: at };
  const { id } = await db
    .insertInto('freeze_override')
    .values({
      ...row,
      granted_by: null,
      granted_at: null,
      until: at + OVERRIDE_LASTS_MS,
      ended_by: null,
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts it into force, from now on for as long as one lasts. */
export async function grantOverride(
  db: Db,
  id: number,
  { at, by }: { at: number; by: string },
): Promise<void> {
  await db
    .updateTable('freeze_override')
    .set({ granted_by: by, granted_at: at, until: at + OVERRIDE_LASTS_MS })
    .where('id', '=', id)
    .execute();
}

/** Takes it back, whether it was granted or not. */
export async function endOverride(db: Db, id: number, { at, by }: { at: number; by: string }): Promise<void> {
  await db.updateTable('freeze_override').set({ ended_by: by, ended_at: at }).where('id', '=', id).execute();
}
