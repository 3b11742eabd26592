import { seatTopic } from '@invigil/contract';
import { HubConfig } from '@invigil/hub';
import {
  Board,
  Ingest,
  enrolSeats,
  entryOf,
  loadSeats,
  openDatabase,
  planRooms,
} from '@invigil/hub/boundaries';
import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, type Target, target } from '../boundary.js';
import { FaultLog } from '../fault-log.js';
import { fuzzConfig } from '../fuzz-hub.js';
import { mostly } from '../wild.js';
import { seatWords } from './seat-words.js';
import { topicTexts } from './topics.js';

const messages = fc.record({
  words: seatWords,
  seat: fc.constantFrom('s0', 's1', 's2'),
  elsewhere: mostly(fc.constant(null), topicTexts),
  retained: fc.boolean(),
});

/** The hub's ingest over its real store, at full speed: what it takes it must also be able to keep. */
export const ingest: Boundary = {
  name: 'MQTT payloads, ingest and store',
  weight: 22,
  open: openIngest,
};

async function openIngest(folder: string): Promise<Target> {
  const config = HubConfig.parse({ ...fuzzConfig(folder), maxDeadLetters: 100 });
  const plan = planRooms(config);
  const db = await openDatabase({ dataDir: folder });
  await enrolSeats(db, plan);
  const rows = await loadSeats(db, plan.centre);
  const log = new FaultLog();
  const nothing = (): void => undefined;
  const kept = new Ingest({
    db,
    plan,
    seatIds: new Map([...rows].map(([key, row]) => [key, row.id])),
    board: new Board(plan),
    feed: {
      seat: nothing,
      incident: nothing,
      incidentRemoved: nothing,
      risk: nothing,
      signal: nothing,
      challenge: nothing,
      hand: nothing,
      analysis: nothing,
    },
    clock: { now: () => Date.now() },
    log: log.log,
    sendAck: nothing,
    lostAfterMs: config.lostAfterMs,
    maxDeadLetters: config.maxDeadLetters,
  });
  return target(
    messages,
    ({ elsewhere, retained, seat, words }) => {
      const topic = elsewhere ?? seatTopic({ centre: plan.centre, room: 'r1', seat }, words.channel);
      const message = { topic, payload: words.payload, retained };
      const entry = entryOf(plan, message);
      kept.receive(message);
      if (entry === undefined) return 'not-for-the-hub';
      return entry.type === 'dead-letter' ? (entry.reason.split(':')[0] ?? '').replace(' ', '-') : ACCEPTED;
    },
    {
      settle: async () => {
        kept.sweep();
        await kept.flush();
        log.check();
      },
      close: async () => {
        await kept.stop();
        await db.destroy();
      },
    },
  );
}
