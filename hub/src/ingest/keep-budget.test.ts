import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeatEvent, Signal } from '@invigil/contract';
import { BOOT, batchOf, closed, opened, riskAt, testConfig, testSignal } from '../lib/testing.js';
import { setUp as ingestOver } from './test-ingest.js';

const START = 1_700_000_000_000;
const MINUTE = 60_000;

/** A room of two seats whose budget allows `itemsPerSeatHour`, with both seats online. */
async function setUp(itemsPerSeatHour: number, dataDir?: string) {
  const [room] = testConfig().rooms;
  assert.ok(room);
  const policy = { alertBudget: { itemsPerSeatHour } };
  const hub = await ingestOver(
    dataDir,
    undefined,
    { rooms: [{ ...room, policy }] },
    { at: START - 1000, lostAfterMs: 12 * 3_600_000 },
  );
  const { board, clock, config, db, shown: told, sweep } = hub;
  const say = (seat: string, channel: 'state' | 'evt' | 'birth', message: object) =>
    hub.say(channel, message, false, seat);
  for (const seat of ['a1', 'a2']) await say(seat, 'state', { state: 'online', boot: BOOT, at: clock.at });
  clock.at = START;
  let seq = 0;
  const tell = async (seat: string, ...events: ((seq: number) => SeatEvent)[]) => {
    await say(seat, 'evt', batchOf(events.map((event) => event((seq += 1)))));
  };
  /** A look away of some seconds, over and told now, with the risk that it reached. */
  const look = async (number: number, risk: number, more: Partial<Signal> = {}, seat = 'a1') => {
    const signal = testSignal({ number, startedAt: clock.at, openedAt: clock.at + 4000, ...more });
    await tell(
      seat,
      (n) => opened(n, signal),
      (n) => riskAt(n, clock.at + 4500, risk),
      (n) => closed(n, signal, clock.at + 5000),
    );
    clock.at += MINUTE;
  };
  const record = async () => {
    const found = await hub.incidents();
    return found.toReversed().map((one) => ({ ...one, number: Number(one.id.slice(17)) }));
  };
  const held = async () =>
    (await record()).filter((one) => one.heldBack !== undefined).map((one) => one.number);
  return { board, clock, config, db, held, look, record, say, sweep, tell, told };
}

test('shows what the budget allows and holds back the rest, ranked, in record, board and feed alike', async () => {
  const { board, clock, held, look, record, sweep, told } = await setUp(2);
  for (const [number, risk] of [5, 6, 7, 8].entries()) await look(number, risk);
  assert.deepEqual(await held(), [2, 3]);
  await sweep();
  const found = await record();
  assert.deepEqual(
    found.map((one) => one.rank),
    [1, 1, 2, 1],
  );
  assert.deepEqual(found[3]?.heldBack, {
    why: 'budget',
    since: START + 3 * MINUTE,
    shown: 2,
    allowed: 2,
  });
  const onBoard = board.incidents(clock.at);
  assert.deepEqual(
    onBoard.map((one) => one.heldBack !== undefined),
    [false, false, true, true],
  );
  assert.equal(told.at(-1)?.heldBack?.why, 'budget');
  assert.deepEqual([...board.roomsThatWait()], ['r2']);
});

test('an item that is held back comes up by itself, the first in rank first, when more was watched or time has passed', async () => {
  const { clock, db, held, look, sweep, told } = await setUp(2);
  for (const [number, risk] of [5, 6, 7, 8].entries()) await look(number, risk);
  clock.at = START + 38 * MINUTE;
  await sweep();
  assert.deepEqual(await held(), [2], 'two seats watched for 38 minutes: 2.5 items, rounded up');
  assert.deepEqual([told.at(-1)?.id.slice(17), told.at(-1)?.heldBack], ['3', undefined]);
  const row = await db
    .selectFrom('budget')
    .selectAll()
    .where('incident_id', '=', `${BOOT}-3`)
    .executeTakeFirst();
  assert.deepEqual(
    [row?.held_at, row?.shown_at, row?.came_up],
    [START + 3 * MINUTE, START + 38 * MINUTE, 'room'],
  );
  await sweep();
  assert.deepEqual(await held(), [2], 'and only then');
});

test('an item that rises to an alert comes up at once, whatever the budget', async () => {
  const { clock, db, held, look, tell } = await setUp(2);
  for (const number of [0, 1]) await look(number, 5);
  const signal = testSignal({ number: 2, startedAt: clock.at, openedAt: clock.at + 4000 });
  await tell('a2', (n) => opened(n, signal));
  assert.deepEqual(await held(), [2]);
  await tell('a2', (n) => riskAt(n, clock.at + 9000, 60));
  assert.deepEqual(await held(), []);
  const row = await db
    .selectFrom('budget')
    .selectAll()
    .where('incident_id', '=', signal.id)
    .executeTakeFirst();
  assert.deepEqual([row?.came_up, row?.shown, row?.allowed], ['alert', 3, 2]);
});

test('a phone is shown and blindness is no item, even where nothing is allowed', async () => {
  const { board, clock, held, look, record } = await setUp(0);
  await look(0, 5);
  await look(1, 5, { kind: 'phone' });
  await look(2, 5, { kind: 'covered' });
  assert.deepEqual(await held(), [0]);
  const [, phone, blind] = await record();
  assert.deepEqual(
    [phone?.rank, phone?.severity, blind?.rank, blind?.severity],
    [1, 'alert', undefined, 'blind'],
  );
  assert.equal(board.view('r2/a1', clock.at)?.risk.score, 5, 'the seat’s tile does not ask the budget');
});

test('what was told late fills the record and takes nothing from the budget', async () => {
  const { clock, db, record, tell } = await setUp(2);
  const signal = testSignal({ startedAt: clock.at, openedAt: clock.at + 4000 });
  await tell(
    'a1',
    (n) => opened(n, signal, { hist: true }),
    (n) => closed(n, signal, clock.at + 5000, { hist: true }),
  );
  assert.deepEqual(
    (await record()).map((one) => [one.hist, one.rank, one.heldBack]),
    [[true, undefined, undefined]],
  );
  assert.deepEqual(await db.selectFrom('budget').selectAll().execute(), []);
});

test('an item that was shown stays so when it becomes part of one that was held back', async () => {
  const { clock, held, look, record, tell } = await setUp(2);
  for (const number of [0, 1]) await look(number, 5);
  const at = clock.at;
  const early = testSignal({ number: 2, startedAt: at, openedAt: at + 4000 });
  const late = testSignal({ number: 3, startedAt: at + 20_000, openedAt: at + 24_000, kind: 'phone' });
  const between = testSignal({ number: 4, startedAt: at + 10_000, openedAt: at + 27_000 });
  await tell(
    'a1',
    (n) => opened(n, early),
    (n) => closed(n, early, at + 5000),
  );
  await tell(
    'a1',
    (n) => opened(n, late),
    (n) => closed(n, late, at + 26_000),
  );
  assert.deepEqual(await held(), [2]);
  await tell('a1', (n) => opened(n, between));
  const joined = (await record()).find((one) => one.number === 2);
  assert.equal(joined?.signals.length, 3);
  assert.deepEqual(await held(), []);
});

test('knows after a restart what is held back, and that it waits', async () => {
  const first = await setUp(2);
  for (const number of [0, 1, 2]) await first.look(number, 5);
  await first.db.destroy();
  const second = await setUp(2, first.config.dataDir);
  assert.deepEqual(await second.held(), [2]);
  assert.deepEqual([...second.board.roomsThatWait()], ['r2']);
});

test('a seat whose camera is shut by arrangement is not watched, and no share is told until it is opened', async () => {
  const { board, clock, say } = await setUp(2);
  const birth = {
    boot: BOOT,
    at: clock.at,
    session: 'exam-1',
    versions: { invigil: '1', node: '20', opencv: '4' },
    inference: { runtime: 'x', provider: 'cpu' },
    nets: [],
    camera: { type: 'camera', name: 'x', asked: {}, granted: null, shut: true },
    policyHash: 'a'.repeat(64),
    policyIgnored: ['posture'],
  };
  await say('a1', 'birth', birth);
  clock.at += 10 * MINUTE;
  const shut = board.view('r2/a1', clock.at);
  assert.deepEqual(
    [shut?.unwatched, shut?.watched, shut?.blind, shut?.policyIgnored],
    [true, null, [], ['posture']],
  );
  assert.equal(board.watchedMs('r2/a1', START, clock.at), 0);
  assert.equal(board.watchedMs('r2/a2', START, clock.at), 10 * MINUTE);
  await say('a1', 'birth', { ...birth, camera: { type: 'camera', name: 'x', asked: {}, granted: null } });
  clock.at += MINUTE;
  const open = board.view('r2/a1', clock.at);
  assert.deepEqual([open?.unwatched, open?.watched], [undefined, 1]);
  assert.equal(board.watchedMs('r2/a1', START, clock.at), MINUTE, 'what was not watched is not made up for');
});
