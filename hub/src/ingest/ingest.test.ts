import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ack, type Incident, type SeatPresence, seatTopic } from '@invigil/contract';
import { planRooms } from '../lib/room-plan.js';
import {
  BOOT,
  OTHER_BOOT,
  SILENT,
  batchOf,
  closed,
  opened,
  riskAt,
  testConfig,
  testSignal,
} from '../lib/testing.js';
import { Board } from '../live/board.js';
import { deadLetters } from '../store/dead-letters.js';
import { findIncidents } from '../store/incidents-read.js';
import { openDatabase } from '../store/open-database.js';
import { enrolSeats, loadSeats } from '../store/seats.js';
import { Ingest } from './ingest.js';
import { restoreBoard } from './restore-board.js';

const A1 = { centre: 'north', room: 'r2', seat: 'a1' };

async function setUp(dataDir?: string) {
  const config = testConfig(dataDir === undefined ? {} : { dataDir });
  const plan = planRooms(config);
  const db = await openDatabase(config.dataDir);
  await enrolSeats(db, plan);
  const rows = await loadSeats(db, 'north');
  const clock = { at: 100_000, now: () => clock.at };
  const board = new Board(plan);
  await restoreBoard(db, board, 'north', rows, clock.now());
  const acks: Ack[] = [];
  const shown: Incident[] = [];
  const ingest = new Ingest({
    db,
    plan,
    seatIds: new Map([...rows].map(([key, row]) => [key, row.id])),
    board,
    clock,
    log: SILENT,
    feed: {
      seat: () => {},
      risk: () => {},
      signal: () => {},
      startOver: () => {},
      incident: (one) => shown.push(one),
    },
    sendAck: (_seat, ack) => acks.push(ack),
    lostAfterMs: 12_000,
    maxDeadLetters: 3,
  });
  const say = async (channel: 'state' | 'birth' | 'health' | 'evt', message: unknown, retained = false) => {
    ingest.receive({
      topic: seatTopic(A1, channel),
      payload: Buffer.from(JSON.stringify(message)),
      retained,
    });
    await ingest.flush();
  };
  const presence = (state: SeatPresence['state'], boot = BOOT) => say('state', { state, boot, at: clock.at });
  const incidents = () => findIncidents(db, 'north', { limit: 100 });
  const events = async () => (await db.selectFrom('event').selectAll().execute()).length;
  const view = () => board.view('r2/a1', clock.at);
  return { config, db, clock, ingest, acks, shown, say, presence, incidents, events, view };
}

test('stores a batch, then acknowledges it with its gaps', async () => {
  const { say, acks, events } = await setUp();
  await say('evt', batchOf([riskAt(1, 1000, 5), riskAt(4, 1100, 6)]));
  assert.deepEqual(acks, [{ boot: BOOT, committedTo: 4, missing: [[2, 3]] }]);
  assert.equal(await events(), 2);
});

test('acknowledges a batch that comes again, and changes nothing', async () => {
  const { say, acks, events, incidents, shown } = await setUp();
  const signal = testSignal();
  const batch = batchOf([opened(1, signal), closed(2, signal, 20_000)]);
  await say('evt', batch);
  const before = [await incidents(), shown.length];
  await say('evt', batch);
  assert.equal(acks.length, 2);
  assert.deepEqual(acks[1], acks[0]);
  assert.equal(await events(), 2);
  assert.deepEqual([await incidents(), shown.length], before);
});

test('knows after a restart what is stored', async () => {
  const first = await setUp();
  await first.presence('online');
  await first.say('evt', batchOf([opened(1, testSignal({ kind: 'covered' })), riskAt(3, 15_000, 30)]));
  await first.db.destroy();
  const second = await setUp(first.config.dataDir);
  assert.equal(second.view()?.state, 'online');
  assert.equal(second.view()?.risk.score, 30);
  assert.deepEqual(second.view()?.blind, ['covered']);
  await second.say('evt', batchOf([riskAt(2, 14_500, 20), riskAt(3, 15_000, 30)]));
  assert.deepEqual(second.acks, [{ boot: BOOT, committedTo: 3, missing: [] }]);
  assert.equal(await second.events(), 3);
  assert.equal(second.view()?.risk.score, 30, 'a gap that is filled does not set the tile back');
});

test('keeps what it cannot read as dead letters, only the newest, and goes on', async () => {
  const { ingest, say, db, events } = await setUp();
  const send = (topic: string, payload: string) => {
    ingest.receive({ topic, payload: Buffer.from(payload), retained: false });
  };
  send('exam/1/north/r2/a1/evt', 'garbage');
  send('exam/1/north/r2/nobody/evt', '{}');
  send('exam/1/north/r2/a1/health', '{"boot":1}');
  send('exam/1/north/r2/a1/evt', JSON.stringify({ v: 1, boot: BOOT, events: [] }));
  send('exam/1/north/r2/a1/state', 'x'.repeat(300_000));
  await say('evt', batchOf([riskAt(1, 1000, 5)]));
  const letters = await deadLetters(db, 10);
  assert.deepEqual(
    letters.map((letter) => letter.reason.split(':')[0]),
    ['too-large', 'wrong-shape', 'wrong-shape'],
  );
  assert.equal(letters[0]?.payload.length, 1024);
  assert.equal(await events(), 1);
});

test('ignores the late will of an older boot', async () => {
  const { presence, view } = await setUp();
  await presence('online', OTHER_BOOT);
  await presence('online', BOOT);
  await presence('lost', OTHER_BOOT);
  assert.equal(view()?.state, 'online');
  await presence('lost', BOOT);
  assert.equal(view()?.state, 'lost');
});

test('shows a seat that falls silent as lost, and as online when it speaks again', async () => {
  const { presence, say, view, clock, ingest } = await setUp();
  await presence('online');
  clock.at += 12_001;
  ingest.sweep();
  await ingest.flush();
  assert.equal(view()?.state, 'lost');
  await say('evt', batchOf([riskAt(1, clock.at, 5)]));
  assert.equal(view()?.state, 'online');
});

test('ends what a boot that died left open, and takes the true end when it comes after all', async () => {
  const { presence, say, incidents, view } = await setUp();
  const signal = testSignal();
  await presence('online');
  await say('evt', batchOf([opened(1, signal), riskAt(2, 18_000, 30)]));
  assert.equal((await incidents())[0]?.endedAt, null);
  await presence('online', OTHER_BOOT);
  assert.equal((await incidents())[0]?.endedAt, 18_000);
  assert.equal(view()?.signals.length, 0);
  await say('evt', batchOf([closed(3, signal, 19_500, { hist: true })]));
  assert.equal((await incidents())[0]?.endedAt, 19_500);
});

test('raises an incident when the risk reaches alert during it, whichever comes first', async () => {
  const { say, incidents } = await setUp();
  await say('evt', batchOf([opened(1, testSignal())]));
  assert.equal((await incidents())[0]?.severity, 'watch');
  await say('evt', batchOf([riskAt(2, 15_000, 60)]));
  assert.equal((await incidents())[0]?.severity, 'alert');
  await say('evt', batchOf([closed(3, testSignal(), 20_000)]));
  const late = testSignal({ number: 2, startedAt: 50_000, openedAt: 54_000 });
  await say('evt', batchOf([riskAt(4, 53_000, 60), opened(5, late)]));
  assert.deepEqual(
    (await incidents()).map((one) => one.severity),
    ['alert', 'alert'],
  );
});

test('joins two incidents when a signal shows that they were one', async () => {
  const { say, incidents } = await setUp();
  const at = (number: number, startedAt: number) =>
    testSignal({ number, startedAt, openedAt: startedAt + 1000 });
  await say('evt', batchOf([opened(1, at(1, 0)), closed(2, at(1, 0), 5000), opened(3, at(2, 16_000))]));
  assert.equal((await incidents()).length, 2);
  await say('evt', batchOf([opened(4, { ...at(3, 12_000), openedAt: 18_000 })]));
  const joined = await incidents();
  assert.deepEqual(
    joined.map((one) => one.id),
    [at(1, 0).id],
  );
  assert.equal(joined[0]?.signals.length, 3);
});

test('keeps conduct and coverage apart, and evidence with its signal', async () => {
  const { say, incidents } = await setUp();
  const picture = { sha256: 'c'.repeat(64), takenAt: 14_000, role: 'moment' as const };
  const evidence = { type: 'evidence' as const, signalId: `${BOOT}-1`, pictures: [picture] };
  await say('evt', batchOf([{ seq: 1, session: null, at: 14_000, body: evidence }]));
  await say('evt', batchOf([opened(2, testSignal()), opened(3, testSignal({ number: 2, kind: 'dark' }))]));
  const found = await incidents();
  assert.deepEqual(
    found.map((one) => `${one.class} ${one.evidence.length}`).toSorted((a, b) => a.localeCompare(b)),
    ['conduct 1', 'coverage 0'],
  );
});

test('counts blind and lost time against the watched share', async () => {
  const { presence, say, view, clock } = await setUp();
  await presence('online');
  const dark = testSignal({ kind: 'dark', startedAt: clock.at, openedAt: clock.at + 1000 });
  await say('evt', batchOf([opened(1, dark), closed(2, dark, clock.at + 2000)]));
  clock.at += 8000;
  await presence('lost');
  clock.at += 2000;
  assert.equal(view()?.watched, 0.6);
});
