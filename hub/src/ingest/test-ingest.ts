import {
  type Ack,
  type Challenge,
  type Hand,
  type Incident,
  type Risk,
  type SeatChannel,
  type SeatPresence,
  seatTopic,
} from '@invigil/contract';
import type { HubConfigInput } from '../lib/hub-config.js';
import { planRooms } from '../lib/room-plan.js';
import { BOOT, SILENT, testConfig } from '../lib/testing.js';
import { Board } from '../live/board.js';
import { IncidentChanges } from '../live/incident-changes.js';
import { findIncidents } from '../store/incidents-read.js';
import { openDatabase } from '../store/open-database.js';
import { enrolSeats, loadSeats } from '../store/seats.js';
import { Ingest } from './ingest.js';
import { restoreBoard } from './restore-board.js';

/** For tests only: an ingest over a real store, and what it says. */
export async function setUp(
  dataDir?: string,
  alsoSend?: (ack: Ack) => void,
  more: Partial<HubConfigInput> = {},
  { at = 100_000, lostAfterMs = 12_000 } = {},
) {
  const acks: Ack[] = [];
  const config = testConfig({ ...more, ...(dataDir === undefined ? {} : { dataDir }) });
  const plan = planRooms(config);
  const db = await openDatabase(config);
  await enrolSeats(db, plan);
  const rows = await loadSeats(db, 'north');
  const clock = { at, now: () => clock.at };
  const board = new Board(plan);
  await restoreBoard(db, board, 'north', rows, clock.now());
  const shown: Incident[] = [];
  const judged: Challenge[] = [];
  const hands: Hand[] = [];
  /** What the pages hear of incidents. */
  const heard = new IncidentChanges();
  const minutes: { seat: string; from: number }[] = [];
  const risks: { seat: string; at: number; risk: Risk }[] = [];
  const ingest = new Ingest({
    db,
    plan,
    seatIds: new Map([...rows].map(([key, row]) => [key, row.id])),
    board,
    clock,
    log: SILENT,
    feed: {
      seat: () => {},
      risk: ({ seat }, at, risk) => risks.push({ seat, at, risk }),
      signal: () => {},
      challenge: (_seat, one) => judged.push(one),
      hand: (_seat, one) => hands.push(one),
      analysis: ({ seat }, minute) => minutes.push({ seat, from: minute.from }),
      incident: (one, before) => {
        shown.push(one);
        heard.put(one, before);
      },
      incidentRemoved: (place, id, into) => {
        heard.remove(place, id, into);
      },
    },
    sendAck: (_seat, ack) => {
      acks.push(ack);
      alsoSend?.(ack);
    },
    lostAfterMs,
    maxDeadLetters: 3,
  });
  const receive = (channel: SeatChannel, payload: string, retained = false, seat = 'a1') => {
    const topic = seatTopic({ centre: 'north', room: 'r2', seat }, channel);
    ingest.receive({ topic, payload: Buffer.from(payload), retained });
  };
  const say = async (channel: SeatChannel, message: unknown, retained = false, seat = 'a1') => {
    receive(channel, JSON.stringify(message), retained, seat);
    await ingest.flush();
  };
  const presence = (state: SeatPresence['state'], boot = BOOT, seat = 'a1') =>
    say('state', { state, boot, at: clock.at }, false, seat);
  const sweep = async () => {
    ingest.sweep();
    await ingest.flush();
  };
  const incidents = () => findIncidents(db, 'north', { limit: 100 });
  const events = async () => (await db.selectFrom('event').selectAll().execute()).length;
  const view = (seat = 'a1') => board.view(`r2/${seat}`, clock.at);
  return {
    config,
    db,
    board,
    clock,
    ingest,
    acks,
    judged,
    hands,
    shown,
    heard,
    risks,
    minutes,
    receive,
    say,
    presence,
    sweep,
    incidents,
    events,
    view,
  };
}
