import { Hand, SeatMessage, SeatNote, type OpenHand, type SeatTalk } from '@invigil/contract';
import type { Db } from './schema.js';
import type { HandRow, MessageRow, NoteRow } from './talk-schema.js';

/** Most of each in one answer. */
const MAX_LISTED = 200;

/** What was said at a seat, newest first. */
export async function talkOf(db: Db, seatId: number): Promise<SeatTalk> {
  const notes = db.selectFrom('note').selectAll().where('seat_id', '=', seatId);
  const messages = db.selectFrom('message').selectAll().where('seat_id', '=', seatId);
  const hands = db.selectFrom('hand').selectAll().where('seat_id', '=', seatId);
  return {
    notes: (await notes.orderBy('at', 'desc').limit(MAX_LISTED).execute()).map(noteOf),
    messages: (await messages.orderBy('sent_at', 'desc').limit(MAX_LISTED).execute()).map(messageOf),
    hands: (await hands.orderBy('raised_at', 'desc').limit(MAX_LISTED).execute()).map(handOf),
  };
}

/** The same of one session, oldest first, all of it. */
export async function talkOfSession(db: Db, seatId: number, session: string): Promise<SeatTalk> {
  const notes = db.selectFrom('note').selectAll().where('seat_id', '=', seatId);
  const messages = db.selectFrom('message').selectAll().where('seat_id', '=', seatId);
  const hands = db.selectFrom('hand').selectAll().where('seat_id', '=', seatId);
  const of = [session] as const;
  return {
    notes: (await notes.where('session', 'in', of).orderBy('at').execute()).map(noteOf),
    messages: (await messages.where('session', 'in', of).orderBy('sent_at').execute()).map(messageOf),
    hands: (await hands.where('session', 'in', of).orderBy('raised_at').execute()).map(handOf),
  };
}

export async function findNote(db: Db, seatId: number, id: string): Promise<SeatNote | undefined> {
  const query = db.selectFrom('note').selectAll().where('seat_id', '=', seatId).where('id', '=', id);
  const row = await query.executeTakeFirst();
  return row && noteOf(row);
}

export async function findMessage(db: Db, seatId: number, id: string): Promise<SeatMessage | undefined> {
  const query = db.selectFrom('message').selectAll().where('seat_id', '=', seatId).where('id', '=', id);
  const row = await query.executeTakeFirst();
  return row && messageOf(row);
}

export async function findHand(db: Db, seatId: number, id: string): Promise<Hand | undefined> {
  const query = db.selectFrom('hand').selectAll().where('seat_id', '=', seatId).where('id', '=', id);
  const row = await query.executeTakeFirst();
  return row && handOf(row);
}

/** Hands of a session that are up: nobody has answered them, oldest first. */
export async function openHands(db: Db, seatId: number, session: string): Promise<OpenHand[]> {
  const rows = await db
    .selectFrom('hand')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('session', '=', session)
    .where('lowered_at', 'is', null)
    .where('answered_at', 'is', null)
    .orderBy('raised_at')
    .execute();
  return rows.map(({ id, raised_at, words }) => ({ id, raisedAt: raised_at, words }));
}

function noteOf(row: NoteRow): SeatNote {
  const { at, author, id, incident_id, role, struck_at, struck_why, words } = row;
  const struck = struck_at === null ? null : { at: struck_at, reason: struck_why };
  return SeatNote.parse({ id, incident: incident_id, at, by: author, role, words, struck });
}

function messageOf(row: MessageRow): SeatMessage {
  return SeatMessage.parse({
    id: row.id,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    by: row.author,
    role: row.role,
    words: row.words,
    hand: row.hand_id,
    state: row.state,
    answeredAt: row.answered_at,
    reason: row.reason,
  });
}

function handOf(row: HandRow): Hand {
  const { answered_at, answered_by, id, lowered_at, raised_at, words } = row;
  const answered = answered_at === null ? null : { at: answered_at, by: answered_by };
  return Hand.parse({ id, raisedAt: raised_at, words, loweredAt: lowered_at, answered });
}
