import { randomUUID } from 'node:crypto';
import {
  type CommandResponse,
  type MessageCommand,
  type MessageRequest,
  type NoteRequest,
  type Role,
  type SeatMessage,
  type SeatNote,
  type SeatTalk,
  type StrikeRequest,
  keptSession,
  said,
} from '@invigil/contract';
import type { TalkPort, TalkFault } from '../http/talk-routes.js';
import type { Clock } from '../lib/clock.js';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import type { Board } from '../live/board.js';
import type { LiveFeed } from '../live/live-feed.js';
import { incidentsById } from '../store/incidents-read.js';
import type { Db } from '../store/schema.js';
import { saveAnswer, saveMessage, saveNote, sessionOfSignal, strikeNote } from '../store/talk.js';
import { findHand, findNote, talkOf } from '../store/talk-read.js';

export type TalksDeps = {
  db: Db;
  plan: RoomPlan;
  /** Row numbers of the seats by `room/seat`. */
  seatIds: ReadonlyMap<string, number>;
  board: Pick<Board, 'seat' | 'hand'>;
  feed: Pick<LiveFeed, 'note' | 'message' | 'hand' | 'seat'>;
  voice: {
    messageOf(issuer: string, said: Pick<MessageCommand, 'words' | 'hand'>): MessageCommand;
    sendMessage(seat: PlannedSeat, command: MessageCommand): void;
  };
  clock: Clock;
};

type Who = { by: string; role: Role };
type Told = () => Promise<void>;

const NO_SESSION: TalkFault = {
  code: 'conflict',
  ...said('no-session-yet'),
};
const NOT_CONNECTED = 'the seat is not connected';

/** What people say at seats. Nothing of it is done that the audit log can't be told. */
export class Talks implements TalkPort {
  readonly #deps: TalksDeps;

  constructor(deps: TalksDeps) {
    this.#deps = deps;
  }

  async list(key: string): Promise<SeatTalk | undefined> {
    const seatId = this.#deps.seatIds.get(key);
    return seatId === undefined ? undefined : talkOf(this.#deps.db, seatId);
  }

  async write(
    key: string,
    { incident, words }: NoteRequest,
    { by, role }: Who,
    told: Told,
  ): Promise<SeatNote | TalkFault | undefined> {
    const { clock, db, feed } = this.#deps;
    const at = this.#place(key);
    if (at === undefined) return undefined;
    if (incident !== undefined && (await incidentsById(db, at.seatId, [incident])).length === 0)
      return undefined;
    const toldIn = incident === undefined ? undefined : await sessionOfSignal(db, at.seatId, incident);
    const session = toldIn ?? at.session;
    if (session === undefined) return NO_SESSION;
    await told();
    const note: SeatNote = {
      id: randomUUID(),
      incident: incident ?? null,
      at: clock.now(),
      by,
      role,
      words,
      struck: null,
    };
    await saveNote(db, at.seatId, session, note);
    feed.note(at.seat, note);
    return note;
  }

  async strike(
    key: string,
    id: string,
    { reason }: StrikeRequest,
    { by }: Who,
    told: Told,
  ): Promise<SeatNote | TalkFault | undefined> {
    const { clock, db, feed } = this.#deps;
    const at = this.#place(key);
    const note = at && (await findNote(db, at.seatId, id));
    if (at === undefined || note === undefined) return undefined;
    if (note.by !== by) return { code: 'forbidden', ...said('only-its-author', { name: note.by }) };
    const again: TalkFault = { code: 'conflict', ...said('struck-already') };
    if (note.struck !== null) return again;
    await told();
    const struck = await strikeNote(db, at.seatId, id, { at: clock.now(), reason });
    if (struck === undefined) return again;
    feed.note(at.seat, struck);
    return struck;
  }

  /** Of a seat that is not there a hand can be answered all the same: somebody may walk to it. */
  async send(
    key: string,
    { hand, words }: MessageRequest,
    { by, role }: Who,
    told: Told,
  ): Promise<SeatMessage | TalkFault | undefined> {
    const { board, db, feed, voice } = this.#deps;
    const at = this.#place(key);
    if (at === undefined) return undefined;
    if (at.session === undefined) return NO_SESSION;
    const isThere = board.seat(key)?.state === 'online';
    if (hand === undefined && !isThere) return { code: 'seat-not-online', ...said('nobody-would-read') };
    if (hand !== undefined && (await findHand(db, at.seatId, hand)) === undefined) return undefined;
    await told();
    const command = voice.messageOf(by, { words, ...(hand !== undefined && { hand }) });
    const message: SeatMessage = {
      id: command.id,
      sentAt: command.issuedAt,
      expiresAt: command.expiresAt,
      by,
      role,
      words,
      hand: hand ?? null,
      state: isThere ? 'sent' : 'not-shown',
      answeredAt: null,
      reason: isThere ? null : NOT_CONNECTED,
    };
    if (!(await saveMessage(db, at.seatId, at.session, message)))
      return { code: 'conflict', ...said('hand-meanwhile') };
    if (isThere) voice.sendMessage(at.seat, command);
    feed.message(at.seat, message);
    if (hand !== undefined) await this.#showHand(at, hand);
    return message;
  }

  /** What a seat answered to a message. */
  async answered(key: string, response: CommandResponse): Promise<void> {
    const { clock, db, feed } = this.#deps;
    const at = this.#place(key);
    const message = at && (await saveAnswer(db, at.seatId, response, clock.now()));
    if (at !== undefined && message !== undefined) feed.message(at.seat, message);
  }

  async #showHand({ seat, seatId }: { seat: PlannedSeat; seatId: number }, id: string): Promise<void> {
    const { board, db, feed } = this.#deps;
    const hand = await findHand(db, seatId, id);
    if (hand === undefined) return;
    board.hand(seat.key, hand);
    feed.hand(seat, hand);
    feed.seat(seat.key);
  }

  #place(key: string): { seat: PlannedSeat; seatId: number; session: string | undefined } | undefined {
    const { board, plan, seatIds } = this.#deps;
    const seat = plan.seats.get(key);
    const seatId = seatIds.get(key);
    if (seat === undefined || seatId === undefined) return undefined;
    const now = board.seat(key);
    const hasSession = now !== undefined && now.boot !== null;
    return { seat, seatId, session: hasSession ? keptSession(now.session, now.boot ?? '') : undefined };
  }
}
