import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import {
  type Ack,
  type ClockOffset,
  SeatEvent,
  type EventBatch,
  type EventBody,
  chainStartText,
  chainText,
} from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { DeviceError } from '../lib/errors.js';
import { OutboxStore } from './outbox-store.js';
import { Outbox } from './outbox.js';
import { sha256Hex } from '../lib/sha256.js';
import { memoryLog } from './test-log.js';

const home = mkdtempSync(join(tmpdir(), 'outbox-'));
after(() => rmSync(home, { recursive: true }));

const BOOT = '00000000000000aa';
const SEAT = { centre: 'north', room: 'r2', seat: 'a1' };
const BODY: EventBody = { type: 'risk', risk: { score: 1, level: 'calm', contributions: [] } };

type Bench = {
  clock: ManualClock;
  store: OutboxStore;
  outbox: Outbox;
  batches: EventBatch[];
  sentSeqs: () => number[];
  link: { up: boolean };
  lines: string[];
};

function bench(t: TestContext, options: { boot?: string; file?: string; keep?: boolean } = {}): Bench {
  const clock = new ManualClock();
  const store = new OutboxStore(join(home, options.file ?? `${t.name.replaceAll(/\W+/g, '-')}.sqlite`));
  const batches: EventBatch[] = [];
  const link = { up: true };
  const { log, lines } = memoryLog();
  const sender = {
    publishEvents: (batch: EventBatch): boolean => {
      if (link.up) batches.push(batch);
      return link.up;
    },
  };
  const outbox = new Outbox({
    store,
    sender,
    seat: SEAT,
    boot: options.boot ?? BOOT,
    session: () => 'exam-1',
    clock,
    log,
  });
  outbox.start();
  t.after(async () => {
    const stopped = outbox.stop(0);
    await clock.advance(2000);
    await stopped;
    if (options.keep !== true) store.close();
  });
  const sentSeqs = (): number[] => batches.flatMap(({ events }) => events.map(({ seq }) => seq));
  return { clock, store, outbox, batches, sentSeqs, link, lines };
}

test('each event carries how the clocks stood when it happened, in its hash too', async (t) => {
  const { clock, store } = bench(t);
  const offsets: (ClockOffset | undefined)[] = [undefined, { offsetMs: -3_600_000, uncertaintyMs: 4 }];
  const { log } = memoryLog();
  const sender = { publishEvents: () => false };
  const outbox = new Outbox({
    store,
    sender,
    seat: SEAT,
    boot: BOOT,
    session: () => null,
    clock,
    offsetAt: () => offsets.shift(),
    log,
  });
  outbox.append(BODY, clock.now());
  outbox.append(BODY, clock.now());
  const events = store.after(0, 2).map(({ json }) => SeatEvent.parse(JSON.parse(json)));
  assert.deepEqual(
    events.map((event) => event.clock),
    [undefined, { offsetMs: -3_600_000, uncertaintyMs: 4 }],
  );
  const [, second] = events;
  assert.ok(second);
  assert.equal(store.hashAt(BOOT, 2), sha256Hex(chainText(second)));
  assert.notEqual(sha256Hex(chainText(second)), sha256Hex(chainText({ ...second, clock: undefined })));
});

test('numbers events from 1 and keeps each until the hub has committed it', async (t) => {
  const { clock, outbox, batches } = bench(t);
  outbox.setOnline(true);
  outbox.append(BODY, clock.now());
  outbox.appendAll([BODY, BODY], clock.now());
  await clock.advance(50);
  assert.deepEqual(
    batches.flatMap(({ events }) => events.map(({ seq, session, hist }) => [seq, session, hist])),
    [
      [1, 'exam-1', undefined],
      [2, 'exam-1', undefined],
      [3, 'exam-1', undefined],
    ],
  );
  assert.equal(outbox.depth(), 3);
  outbox.acked({ boot: BOOT, committedTo: 2, missing: [] });
  assert.equal(outbox.depth(), 1);
  outbox.acked({ boot: BOOT, committedTo: 3, missing: [] });
  assert.equal(outbox.depth(), 0);
});

test('sends nothing before the hub is online', async (t) => {
  const { clock, outbox, batches } = bench(t);
  outbox.append(BODY, clock.now());
  await clock.advance(3000);
  assert.equal(batches.length, 0);
  assert.equal(outbox.oldestMs(), 3000);
  outbox.setOnline(true);
  await clock.advance(50);
  assert.equal(batches.length, 1);
});

test('events that follow each other within 20 ms share a message', async (t) => {
  const { clock, outbox, batches } = bench(t);
  outbox.setOnline(true);
  await clock.advance(100);
  for (let i = 0; i < 5; i++) outbox.append(BODY, clock.now());
  await clock.advance(25);
  assert.deepEqual(
    batches.map(({ events }) => events.length),
    [5],
  );
});

test('sends everything that waits again after the hub was away', async (t) => {
  const { clock, outbox, sentSeqs } = bench(t);
  outbox.setOnline(true);
  outbox.appendAll([BODY, BODY], clock.now());
  await clock.advance(50);
  outbox.setOnline(false);
  outbox.append(BODY, clock.now());
  await clock.advance(1000);
  outbox.setOnline(true);
  await clock.advance(50);
  assert.deepEqual(sentSeqs(), [1, 2, 1, 2, 3]);
});

test('sends again when no ack comes, with longer and longer waits', async (t) => {
  const { clock, outbox, sentSeqs } = bench(t);
  outbox.setOnline(true);
  outbox.append(BODY, clock.now());
  await clock.advance(4900);
  assert.deepEqual(sentSeqs(), [1]);
  await clock.advance(200);
  assert.deepEqual(sentSeqs(), [1, 1]);
  await clock.advance(9800);
  assert.deepEqual(sentSeqs(), [1, 1]);
  await clock.advance(400);
  assert.deepEqual(sentSeqs(), [1, 1, 1]);
});

test('sends again exactly what the hub says is missing', async (t) => {
  const { clock, outbox, sentSeqs } = bench(t);
  outbox.setOnline(true);
  outbox.appendAll([BODY, BODY, BODY, BODY], clock.now());
  await clock.advance(50);
  outbox.acked({ boot: BOOT, committedTo: 4, missing: [[2, 3]] });
  assert.equal(outbox.depth(), 2);
  await clock.advance(50);
  assert.deepEqual(sentSeqs(), [1, 2, 3, 4, 2, 3]);
  outbox.acked({ boot: BOOT, committedTo: 4, missing: [] });
  assert.equal(outbox.depth(), 0);
});

test('an ack for what was never sent deletes nothing', async (t) => {
  const { clock, outbox } = bench(t);
  outbox.append(BODY, clock.now());
  outbox.acked({ boot: BOOT, committedTo: 100, missing: [] });
  assert.equal(outbox.depth(), 1);
});

test('events of an older boot go out first, as history, under their own boot', async (t) => {
  const file = 'older-boot.sqlite';
  const clock = new ManualClock();
  const before = new OutboxStore(join(home, file));
  const sender = { publishEvents: (): boolean => false };
  const old = new Outbox({
    store: before,
    sender,
    seat: SEAT,
    boot: BOOT,
    session: () => null,
    clock,
    log: memoryLog().log,
  });
  old.appendAll([BODY, BODY], clock.now());
  before.close();

  const boot = '00000000000000bb';
  const { clock: now, outbox, batches } = bench(t, { boot, file });
  outbox.setOnline(true);
  outbox.append(BODY, now.now());
  await now.advance(50);
  assert.deepEqual(
    batches.map((batch) => [batch.boot, batch.events.map(({ seq, hist }) => [seq, hist])]),
    [
      [
        BOOT,
        [
          [1, true],
          [2, true],
        ],
      ],
      [boot, [[1, undefined]]],
    ],
  );
  outbox.acked({ boot: BOOT, committedTo: 2, missing: [] });
  assert.equal(outbox.depth(), 1);
});

test('never has more than a window under way', async (t) => {
  const { clock, outbox, sentSeqs } = bench(t);
  outbox.appendAll(
    Array.from({ length: 2500 }, () => BODY),
    clock.now(),
  );
  outbox.setOnline(true);
  await clock.advance(1000);
  assert.equal(sentSeqs().length, 1000);
  outbox.acked({ boot: BOOT, committedTo: 400, missing: [] });
  await clock.advance(100);
  assert.equal(sentSeqs().length, 1400);
  assert.deepEqual(
    sentSeqs(),
    Array.from({ length: 1400 }, (_, i) => i + 1),
  );
});

test('history flows at no more than 2,000 events a second', async (t) => {
  const { clock, outbox, batches, sentSeqs } = bench(t);
  outbox.appendAll(
    Array.from({ length: 8000 }, () => BODY),
    clock.now(),
  );
  await clock.advance(10_000);
  outbox.setOnline(true);
  for (let i = 0; i < 10; i++) {
    await clock.advance(100);
    outbox.acked({ boot: BOOT, committedTo: Math.max(0, ...sentSeqs()), missing: [] });
  }
  assert.ok(sentSeqs().length <= 2200 && sentSeqs().length >= 1400, String(sentSeqs().length));
  assert.ok(batches.every(({ events }) => events.every(({ hist }) => hist === true)));
});

test('waits while the connection is down although the hub was online', async (t) => {
  const { clock, outbox, link, sentSeqs } = bench(t);
  outbox.setOnline(true);
  link.up = false;
  outbox.append(BODY, clock.now());
  await clock.advance(1000);
  assert.deepEqual(sentSeqs(), []);
  outbox.setOnline(false);
  link.up = true;
  outbox.setOnline(true);
  await clock.advance(50);
  assert.deepEqual(sentSeqs(), [1]);
});

test('refuses an event that the hub would refuse, and goes on', async (t) => {
  const { clock, outbox, sentSeqs } = bench(t);
  outbox.setOnline(true);
  const bad: EventBody = { type: 'risk', risk: { score: 101, level: 'calm', contributions: [] } };
  assert.throws(() => outbox.appendAll([BODY, bad], clock.now()), /event refused: body\.risk\.score/);
  assert.equal(outbox.depth(), 0);
  outbox.append(BODY, clock.now());
  await clock.advance(50);
  assert.deepEqual(sentSeqs(), [1]);
});

test('a stored event that can not be read is set aside with one line', async (t) => {
  const { clock, lines, outbox, store, sentSeqs } = bench(t);
  store.append([{ boot: '00000000000000cc', seq: 1, at: 1, json: '{"seq":1', hash: '' }]);
  outbox.append(BODY, clock.now());
  outbox.setOnline(true);
  await clock.advance(50);
  assert.deepEqual(sentSeqs(), [1]);
  assert.equal(store.setAsideCount(), 1);
  assert.equal(lines.filter((line) => line.includes('set aside')).length, 1);
});

test('each event carries the hash of the one before it, the first that of its seat and boot', async (t) => {
  const { clock, outbox, batches, store } = bench(t);
  outbox.setOnline(true);
  outbox.append(BODY, clock.now());
  outbox.appendAll([BODY, BODY], clock.now());
  await clock.advance(50);
  const events = batches.flatMap((batch) => batch.events);
  assert.deepEqual(
    events.map(({ prev }) => prev),
    [chainStartText(SEAT, BOOT), ...events.slice(0, 2).map(chainText)].map((text) => sha256Hex(text)),
  );
  const head = { seq: 3, hash: sha256Hex(chainText(events.at(-1)!)) };
  assert.deepEqual(store.chainOf(BOOT), { own: head, hub: undefined });
});

test('an event that is sent again as history has the same hash, and one that was refused leaves the chain as it was', async (t) => {
  const { clock, outbox, batches } = bench(t);
  outbox.append(BODY, clock.now());
  const bad: EventBody = { type: 'risk', risk: { score: 101, level: 'calm', contributions: [] } };
  assert.throws(() => outbox.append(bad, clock.now()));
  outbox.append(BODY, clock.now());
  outbox.setOnline(true);
  await clock.advance(50);
  outbox.setOnline(false);
  await clock.advance(10_000);
  outbox.setOnline(true);
  await clock.advance(50);
  const [live, late] = batches;
  assert.deepEqual([live?.events[0]?.hist, late?.events[0]?.hist], [undefined, true]);
  assert.deepEqual(late?.events.map(chainText), live?.events.map(chainText));
  const hashes = live?.events.map((event) => sha256Hex(chainText(event))) ?? [];
  assert.equal(live?.events[1]?.prev, hashes[0]);
});

test('the head that the hub gives back is kept where it is the same, and told once where it is not', async (t) => {
  const { clock, outbox, batches, lines, store } = bench(t);
  outbox.setOnline(true);
  outbox.appendAll([BODY, BODY, BODY, BODY], clock.now());
  await clock.advance(50);
  const hashes = batches.flatMap(({ events }) => events.map((event) => sha256Hex(chainText(event))));
  const ack = (seq: number, hash = hashes[seq - 1] ?? ''): Ack => ({
    boot: BOOT,
    committedTo: seq,
    missing: [],
    head: { seq, hash },
  });
  const told = (): number => lines.filter((line) => line.includes('holds another record')).length;
  outbox.acked(ack(2));
  outbox.acked(ack(2));
  assert.deepEqual(store.chainOf(BOOT)?.hub, { seq: 2, hash: hashes[1] });
  assert.equal(told(), 0);
  outbox.acked(ack(3, 'f'.repeat(64)));
  outbox.acked(ack(4, 'f'.repeat(64)));
  assert.equal(told(), 1);
  assert.deepEqual(store.chainOf(BOOT)?.hub, { seq: 2, hash: hashes[1] });
  assert.equal(outbox.depth(), 0, 'what the hub has is forgotten all the same');
  outbox.acked(ack(4));
  assert.equal(store.hashAt(BOOT, 4), hashes[3], 'the last head outlives its event');
});

/** An outbox with three events of an earlier boot: two of a session that is over, one of the session that is open. */
function withEarlier(t: TestContext, makeRoom?: () => boolean) {
  const clock = new ManualClock();
  const store = new OutboxStore(join(home, `${t.name.replaceAll(/\W+/g, '-')}.sqlite`));
  t.after(() => store.close());
  const { count, log } = memoryLog();
  const sender = { publishEvents: () => false };
  const open = (boot: string, session: string | null) =>
    new Outbox({
      store,
      sender,
      seat: SEAT,
      boot,
      session: () => session,
      clock,
      log,
      ...(makeRoom && { makeRoom }),
    });
  const earlier = '00000000000000a0';
  open(earlier, 'latin').appendAll([BODY, BODY], clock.now());
  open('00000000000000a1', 'maths').append(BODY, clock.now());
  const outbox = open(BOOT, 'maths');
  outbox.append(BODY, clock.now());
  const left = () => store.after(0, 10).map(({ json }) => SeatEvent.parse(JSON.parse(json)));
  return { clock, count, earlier, left, outbox, store };
}

test('gives up events of sessions that are over, and tells so in the chain of this boot', async (t) => {
  const { clock, count, earlier, left, outbox, store } = withEarlier(t);
  assert.equal(outbox.giveUp(1000), 2);
  assert.equal(outbox.giveUp(1000), 0);
  const [open, own, told, ...more] = left();
  assert.deepEqual([open?.session, own?.seq, more], ['maths', 1, []]);
  const at = clock.now();
  const givenUp = { boot: earlier, session: 'latin', first: 1, last: 2, from: at, to: at };
  assert.deepEqual(told?.body, { type: 'given-up', givenUp });
  assert.ok(own);
  assert.deepEqual([told?.seq, told?.prev], [2, sha256Hex(chainText(own))]);
  assert.equal(outbox.depth(), 3);
  assert.equal(store.chainOf(earlier)?.own.seq, 2);
  assert.equal(count('given up'), 1);
  // The next event goes on with the chain.
  outbox.append(BODY, at);
  assert.ok(told);
  assert.equal(left().at(-1)?.prev, sha256Hex(chainText(told)));
});

test('on a full disk it tries again as long as room can be made, and then tells', (t) => {
  const room = [true, true, false, false];
  const { clock, left, outbox, store } = withEarlier(t, () => room.shift() ?? false);
  const full = new DeviceError('outbox-full', 'the disk is full');
  const append = t.mock.method(store, 'append');
  append.mock.mockImplementationOnce(() => {
    throw full;
  });
  outbox.append(BODY, clock.now());
  assert.equal(store.chainOf(BOOT)?.own.seq, 2);
  append.mock.mockImplementation(() => {
    throw full;
  });
  assert.throws(() => outbox.append(BODY, clock.now()), full);
  assert.equal(append.mock.callCount(), 4);
  assert.throws(() => outbox.append(BODY, clock.now()), full);
  assert.equal(append.mock.callCount(), 5);
  append.mock.restore();
  // What was not kept took no number, so that it leaves no gap that nobody can fill; it is told, once.
  outbox.appendAll([BODY, BODY], clock.now() + 1000);
  outbox.append(BODY, clock.now());
  const told = left().slice(4);
  const notKept = { events: 2, from: clock.now(), to: clock.now() };
  assert.deepEqual(
    told.map(({ body, seq }) => [seq, body.type]),
    [
      [2, 'risk'],
      [3, 'not-kept'],
      [4, 'risk'],
      [5, 'risk'],
      [6, 'risk'],
    ],
  );
  assert.deepEqual(told[1]?.body, { type: 'not-kept', notKept });
});

test('what is given up to make room for an event is told before it, in one chain', async (t) => {
  const given: number[] = [];
  const bench = withEarlier(t, () => {
    given.push(bench.outbox.giveUp(1000));
    return true;
  });
  const { clock, left, outbox, store } = bench;
  const append = t.mock.method(store, 'append');
  append.mock.mockImplementationOnce(() => {
    throw new DeviceError('outbox-full', 'the disk is full');
  });
  outbox.append(BODY, clock.now());
  const [, own, told, last] = left();
  assert.ok(own && told && last);
  assert.deepEqual([given, told.body.type, last.body.type], [[2], 'given-up', 'risk']);
  assert.deepEqual(
    [told.prev, last.prev],
    [own, told].map((event) => sha256Hex(chainText(event))),
  );
});

test('a hub that has lost what it acknowledged shows it when it is back, and gets it again', async (t) => {
  const { clock, outbox, batches, sentSeqs, lines } = bench(t);
  outbox.setOnline(true);
  outbox.appendAll([BODY, BODY, BODY, BODY, BODY], clock.now());
  await clock.advance(50);
  const told = batches.flatMap(({ events }) => events.map(chainText));
  outbox.acked({ boot: BOOT, committedTo: 5, missing: [] });
  outbox.setOnline(false);
  batches.length = 0;
  outbox.setOnline(true);
  await clock.advance(50);
  assert.deepEqual(sentSeqs(), [5], 'a question is one event');
  outbox.acked({ boot: BOOT, committedTo: 5, missing: [[3, 4]] });
  assert.equal(outbox.depth(), 2);
  await clock.advance(50);
  assert.deepEqual(sentSeqs(), [5, 3, 4]);
  assert.deepEqual(batches[1]?.events.map(chainText), told.slice(2, 4));
  assert.equal(lines.filter((line) => line.includes('hub has lost')).length, 1);
  outbox.acked({ boot: BOOT, committedTo: 5, missing: [] });
  assert.equal(outbox.depth(), 0);
});

test('a boot of before is asked for too, and a hub that went far back gets all that is kept', async (t) => {
  const file = 'far-back.sqlite';
  const before = bench(t, { file, keep: true, boot: '00000000000000bb' });
  before.outbox.setOnline(true);
  before.outbox.appendAll([BODY, BODY, BODY], before.clock.now());
  await before.clock.advance(50);
  before.outbox.acked({ boot: '00000000000000bb', committedTo: 3, missing: [] });
  before.store.close();
  const { clock, outbox, batches, sentSeqs } = bench(t, { file });
  outbox.setOnline(true);
  await clock.advance(50);
  assert.deepEqual([batches[0]?.boot, sentSeqs()], ['00000000000000bb', [3]]);
  outbox.acked({ boot: '00000000000000bb', committedTo: 0, missing: [] });
  await clock.advance(6000);
  assert.deepEqual(sentSeqs().slice(1), [1, 2, 3]);
});

test('an acknowledgement that a full disk can not take is noted once there is room', async (t) => {
  const { clock, outbox, store } = bench(t);
  outbox.setOnline(true);
  outbox.append(BODY, clock.now());
  await clock.advance(50);
  const full = t.mock.method(store, 'forget', () => {
    throw new Error('the disk is full');
  });
  outbox.acked({ boot: BOOT, committedTo: 1, missing: [] });
  await clock.advance(3000);
  assert.equal(outbox.depth(), 1);
  full.mock.restore();
  await clock.advance(3000);
  assert.equal(outbox.depth(), 0);
});

test('lets go of what the hub has after a day, also where nothing more is told', async (t) => {
  const { clock, outbox, store } = bench(t);
  outbox.setOnline(true);
  outbox.appendAll([BODY, BODY], clock.now());
  await clock.advance(50);
  outbox.acked({ boot: BOOT, committedTo: 1, missing: [] });
  await clock.advance(23 * 3_600_000);
  assert.equal(store.hashAt(BOOT, 1)?.length, 64);
  await clock.advance(2 * 3_600_000);
  assert.equal(store.hashAt(BOOT, 1), undefined);
  assert.equal(outbox.depth(), 1, 'what waits is kept');
});
