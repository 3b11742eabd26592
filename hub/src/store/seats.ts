import { Birth, Health, SeatPresence } from '@invigil/contract';
import type { RoomPlan } from '../lib/room-plan.js';
import type { Db } from './schema.js';

/** What the hub keeps of a seat itself, apart from its events. */
export type SeatRow = {
  id: number;
  key: string;
  state: SeatPresence['state'] | null;
  boot: string | null;
  stateSince: number | null;
  /** Since when the share of watched time is counted. */
  watchedSince: number | null;
  session: string | null;
  policyHash: string | null;
  /** What it said last that it is. */
  birth: Birth | null;
  health: Health | null;
  heardAt: number | null;
};

/** Gives every planned seat its row. Rows of seats that are no longer planned stay, with their record. */
export async function enrolSeats(db: Db, plan: RoomPlan): Promise<void> {
  const rows = [...plan.seats.values()].map(({ centre, room, seat }) => ({ centre, room, seat }));
  for (const row of rows) {
    await db
      .insertInto('seat')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** The seats of a centre, or of one of its rooms, by their `room/seat` key. */
export async function loadSeats(db: Db, centre: string, room?: string): Promise<Map<string, SeatRow>> {
  const rows = await db
    .selectFrom('seat')
    .selectAll()
    .where('centre', '=', centre)
    .$if(room !== undefined, (query) => query.where('room', '=', room ?? ''))
    .execute();
  return new Map(
    rows.map((row) => {
      const key = `${row.room}/${row.seat}`;
      const health = row.health === null ? null : (Health.safeParse(JSON.parse(row.health)).data ?? null);
      const birth = row.birth === null ? null : (Birth.safeParse(JSON.parse(row.birth)).data ?? null);
      const state = row.state === null ? null : SeatPresence.shape.state.parse(row.state);
      return [
        key,
        {
          id: row.id,
          key,
          state,
          boot: row.boot,
          stateSince: row.state_since,
          watchedSince: row.watched_since,
          session: row.session,
          policyHash: row.policy_hash,
          birth,
          health,
          heardAt: row.heard_at,
        },
      ];
    }),
  );
}

/** What is kept of a seat's presence, as a transaction sees it. */
export async function presenceOf(
  db: Db,
  seatId: number,
): Promise<{
  state: string | null;
  boot: string | null;
  session: string | null;
  watchedSince: number | null;
}> {
  return db
    .selectFrom('seat')
    .select(['state', 'boot', 'session', 'watched_since as watchedSince'])
    .where('id', '=', seatId)
    .executeTakeFirstOrThrow();
}

/** When a boot of a seat first came online, on the hub's clock. */
export async function firstOnline(db: Db, seatId: number, boot: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('presence')
    .select('at')
    .where('seat_id', '=', seatId)
    .where('boot', '=', boot)
    .where('state', '=', 'online')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}

/** A change of what a seat is. `at` is on the hub's clock. */
export type PresenceChange = { state: SeatPresence['state']; boot: string; at: number; watchedSince: number };

/** Keeps a change of presence: as the seat's present state and in the record. */
export async function savePresence(db: Db, seatId: number, change: PresenceChange): Promise<void> {
  const { state, boot, at, watchedSince } = change;
  await db
    .updateTable('seat')
    .set({ state, boot, state_since: at, watched_since: watchedSince })
    .where('id', '=', seatId)
    .execute();
  await db.insertInto('presence').values({ seat_id: seatId, state, boot, at }).execute();
}

/** Keeps what a seat said it is. */
export async function saveBirth(db: Db, seatId: number, birth: Birth, watchedSince: number): Promise<void> {
  await db
    .updateTable('seat')
    .set({
      birth: JSON.stringify(birth),
      session: birth.session,
      policy_hash: birth.policyHash,
      watched_since: watchedSince,
    })
    .where('id', '=', seatId)
    .execute();
  const made = {
    nets: JSON.stringify(birth.nets),
    versions: JSON.stringify(birth.versions),
    inference: JSON.stringify(birth.inference),
  };
  await db
    .insertInto('born')
    .values({ seat_id: seatId, boot: birth.boot, policy_hash: birth.policyHash, at: birth.at, ...made })
    .onConflict((conflict) => conflict.columns(['seat_id', 'boot', 'policy_hash']).doUpdateSet(made))
    .execute();
}

/** Keeps how a seat said it fares; only the latest. `heardAt`: when, where it was heard just now. */
export async function saveHealth(
  db: Db,
  seatId: number,
  health: Health,
  heardAt: number | undefined,
): Promise<void> {
  await db
    .updateTable('seat')
    .set({ health: JSON.stringify(health), ...(heardAt === undefined ? {} : { heard_at: heardAt }) })
    .where('id', '=', seatId)
    .execute();
}

/** Times in which a seat was not online, from `since` on; the last may still go on (`to` null). */
export async function loadOfflineSpans(
  db: Db,
  seatId: number,
  since: number,
): Promise<{ from: number; to: number | null }[]> {
  const rows = await db
    .selectFrom('presence')
    .select(['state', 'at'])
    .where('seat_id', '=', seatId)
    .where('at', '>=', since)
    .orderBy('at')
    .execute();
  const spans: { from: number; to: number | null }[] = [];
  for (const { state, at } of rows) {
    const last = spans.at(-1);
    if (state === 'online' && last?.to === null) last.to = at;
    if (state !== 'online' && last?.to !== null) spans.push({ from: at, to: null });
  }
  return spans;
}
