import {
  keptSession,
  type CommandResponse,
  type Hand,
  type SeatEvent,
  type SeatMessage,
  type SeatNote,
} from '@invigil/contract';
import { sql } from 'kysely';
import { dialectOf } from './dialect.js';
import type { Db } from './schema.js';
import { findHand, findMessage, findNote } from './talk-read.js';

/** Keeps a note. @param session as `keptSession` names it */
export async function saveNote(db: Db, seatId: number, session: string, note: SeatNote): Promise<void> {
  const { at, by, id, incident, role, words } = note;
  await db
    .insertInto('note')
    .values({
      seat_id: seatId,
      id,
      session,
      incident_id: incident,
      at,
      author: by,
      role,
      words,
      struck_at: null,
      struck_why: null,
    })
    .execute();
}

/** Strikes a note through that stands. Undefined: there is none, or it was struck through meanwhile. */
export async function strikeNote(
  db: Db,
  seatId: number,
  id: string,
  struck: { at: number; reason: string },
): Promise<SeatNote | undefined> {
  const done = await db
    .updateTable('note')
    .set({ struck_at: struck.at, struck_why: struck.reason })
    .where('seat_id', '=', seatId)
    .where('id', '=', id)
    .where('struck_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 0n ? undefined : findNote(db, seatId, id);
}

/** The session in which a signal was told; undefined of what the hub found itself. */
export async function sessionOfSignal(db: Db, seatId: number, signalId: string): Promise<string | undefined> {
  const [boot = ''] = signalId.split('-');
  const { rows } = await sql<{ session: string | null }>`
    select event.session from event join boot on boot.id = event.boot_id
    where event.seat_id = ${seatId} and boot.boot = ${boot} and event.type in ('signal-opened', 'signal-closed')
      and ${dialectOf(db).jsonText('event.body', ['signal', 'id'])} = ${signalId} limit 1`.execute(db);
  const [row] = rows;
  return row && keptSession(row.session, boot);
}

/**
 * Keeps a message, and answers the hand that it is for. False: that hand was answered or taken down meanwhile, and nothing is kept.
 * @param session as `keptSession` names it
 */
export async function saveMessage(
  db: Db,
  seatId: number,
  session: string,
  message: SeatMessage,
): Promise<boolean> {
  const { answeredAt, by, expiresAt, hand, id, reason, role, sentAt, state, words } = message;
  return db.transaction().execute(async (one) => {
    if (hand !== null && !(await answerHand(one, seatId, hand, { at: sentAt, by }))) return false;
    await one
      .insertInto('message')
      .values({
        seat_id: seatId,
        id,
        session,
        sent_at: sentAt,
        expires_at: expiresAt,
        author: by,
        role,
        words,
        hand_id: hand,
        state,
        answered_at: answeredAt,
        reason,
      })
      .execute();
    return true;
  });
}

/** Keeps what a seat answered to a message. Undefined: there is no such message, or it was answered before. */
export async function saveAnswer(
  db: Db,
  seatId: number,
  { id, ok, reason }: CommandResponse,
  at: number,
): Promise<SeatMessage | undefined> {
  const done = await db
    .updateTable('message')
    .set({ state: ok ? 'shown' : 'not-shown', answered_at: at, reason: ok ? null : (reason ?? null) })
    .where('seat_id', '=', seatId)
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  return done.numUpdatedRows === 0n ? undefined : findMessage(db, seatId, id);
}

/** Keeps what a boot told of raised hands, in its order; told twice it is kept once. Gives those that it is about, as they are then. */
export async function saveHands(
  db: Db,
  seatId: number,
  boot: string,
  events: readonly SeatEvent[],
): Promise<Hand[]> {
  const ids = new Set<string>();
  // Nearly all batches hold none.
  const told = events.filter(({ body }) => body.type === 'hand-raised' || body.type === 'hand-lowered');
  for (const { at, body, session } of told.toSorted((a, b) => a.seq - b.seq)) {
    if (body.type === 'hand-raised')
      await raise(db, seatId, keptSession(session, boot), { ...body.hand, at });
    else if (body.type === 'hand-lowered') await lower(db, seatId, body.hand.id, at);
    else continue;
    ids.add(body.hand.id);
  }
  const hands: Hand[] = [];
  for (const id of ids) {
    const hand = await findHand(db, seatId, id);
    if (hand !== undefined) hands.push(hand);
  }
  return hands;
}

async function raise(
  db: Db,
  seatId: number,
  session: string,
  { at, id, words = null }: { at: number; id: string; words?: string | undefined | null },
): Promise<void> {
  const none = { lowered_at: null, answered_at: null, answered_by: null };
  await db
    .insertInto('hand')
    .values({ seat_id: seatId, id, session, raised_at: at, words, ...none })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function lower(db: Db, seatId: number, id: string, at: number): Promise<void> {
  await db
    .updateTable('hand')
    .set({ lowered_at: at })
    .where('seat_id', '=', seatId)
    .where('id', '=', id)
    .where('lowered_at', 'is', null)
    .execute();
}

async function answerHand(
  db: Db,
  seatId: number,
  id: string,
  { at, by }: { at: number; by: string },
): Promise<boolean> {
  const done = await db
    .updateTable('hand')
    .set({ answered_at: at, answered_by: by })
    .where('seat_id', '=', seatId)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .where('lowered_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
