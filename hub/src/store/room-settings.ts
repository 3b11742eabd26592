import { Accommodations, type Policy, type RoomExam } from '@invigil/contract';
import { readPolicy } from './policies.js';
import { type KeptLayout, keptLayouts } from './room-layouts.js';
import type { Db } from './schema.js';

/** What was set in the dashboard for one room: it goes before what the configuration says. */
export type RoomSetting = {
  /** Null: none was published. */
  policy: Policy | null;
  /** The exam that is open there, and who sits where in it, by the seats' names. Null: none is open. */
  exam: (RoomExam & { seated: ReadonlyMap<string, Seated> }) | null;
  /** How the room was arranged last. Null: it never was. */
  layout: KeptLayout | null;
};
type Seated = { name: string; accommodations: Accommodations | null };

/** Of a room of which nothing was set. */
export const NOTHING_SET: RoomSetting = { policy: null, exam: null, layout: null };

/** What was set of every room, by its name. A room that isn't there has nothing set. */
export async function roomSettings(db: Db, centre: string): Promise<Map<string, RoomSetting>> {
  const policies = await db.selectFrom('room_policy').select(['room', 'policy']).execute();
  const layouts = await keptLayouts(db, centre);
  const settings = new Map<string, RoomSetting>();
  const set = (room: string, one: Partial<RoomSetting>): void => {
    settings.set(room, { ...(settings.get(room) ?? NOTHING_SET), ...one });
  };
  for (const { policy, room } of policies) set(room, { policy: readPolicy(policy) });
  for (const [room, layout] of layouts) set(room, { layout });
  const open = await db
    .selectFrom('exam')
    .innerJoin('exam_room', 'exam_room.exam', 'exam.exam')
    .select(['exam.exam', 'exam.name', 'starts_at', 'minutes', 'address', 'exam_room.room'])
    .where('opened_at', 'is not', null)
    .where('closed_at', 'is', null)
    .execute();
  for (const { address, exam, minutes, name, room, starts_at: startsAt } of open) {
    const seated = await seatedIn(db, exam, room);
    const endsAt = startsAt + minutes * 60_000;
    set(room, { exam: { exam, name, startsAt, endsAt, ...(address !== null && { address }), seated } });
  }
  return settings;
}

async function seatedIn(db: Db, exam: string, room: string): Promise<Map<string, Seated>> {
  const rows = await db
    .selectFrom('sitting')
    .innerJoin('candidate', 'candidate.id', 'sitting.candidate')
    .select(['seat', 'candidate.name', 'accommodations'])
    .where('exam', '=', exam)
    .where('room', '=', room)
    .execute();
  return new Map(
    rows.map(({ accommodations, name, seat }) => [
      seat ?? '',
      { name, accommodations: readAccommodations(accommodations) },
    ]),
  );
}

/** What is kept of an arrangement. */
export function readAccommodations(text: string | null): Accommodations | null {
  return text === null ? null : Accommodations.parse(JSON.parse(text));
}
