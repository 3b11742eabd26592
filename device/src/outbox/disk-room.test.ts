import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Health } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { DiskRoom, type Holding, NO_HOLDING } from './disk-room.js';
import { memoryLog } from './test-log.js';

const home = mkdtempSync(join(tmpdir(), 'disk-room-'));
after(() => rmSync(home, { recursive: true }));

const MB = 1_000_000;

/** Things of 1 MB each, of which `mayGo` can be given up. */
function things(count: number, mayGo = count): Holding & { left: () => number } {
  let [left, dropped] = [count, 0];
  return {
    get bytes() {
      return left * MB;
    },
    get dropped() {
      return dropped;
    },
    giveUp(bytes) {
      const given = Math.min(Math.ceil(bytes / MB), mayGo - dropped);
      left -= given;
      dropped += given;
      return given * MB;
    },
    left: () => left,
  };
}

function bench(
  counts: { pictures: number; tracks: number; events: number },
  over: { maxBytes?: number; leastFreeBytes?: number; mayGo?: number; shrinks?: number[] } = {},
) {
  const { maxBytes = 100 * MB, leastFreeBytes = 0, mayGo, shrinks = [] } = over;
  const holdings = {
    pictures: things(counts.pictures),
    tracks: things(counts.tracks),
    events: things(counts.events, mayGo),
  };
  const memory = memoryLog();
  const clock = new ManualClock();
  const folder = mkdtempSync(join(home, 'data-'));
  const size = () => ({ usedBytes: 0, freeBytes: 0 });
  const store = { size, shrink: () => shrinks.shift() ?? 0 };
  const all = { ...holdings, kept: NO_HOLDING };
  const room = new DiskRoom({
    folder,
    maxBytes,
    leastFreeBytes,
    holdings: all,
    store,
    clock,
    log: memory.log,
  });
  const left = (): number[] => Object.values(holdings).map((holding) => holding.left());
  return { ...memory, clock, folder, left, room };
}

test('within the limit nothing is given up', async () => {
  const { left, lines, room } = bench({ pictures: 30, tracks: 20, events: 20 });
  assert.equal(room.state(), undefined);
  await room.look();
  assert.deepEqual(left(), [30, 20, 20]);
  assert.deepEqual(lines, []);
  const state = room.state();
  assert.ok(state);
  const { freeMb, ...rest } = state;
  assert.ok(freeMb > 0);
  const givenUp = { pictures: 0, tracks: 0, events: 0 };
  assert.deepEqual(rest, { usedMb: 70, limitMb: 100, leastFreeMb: 0, near: false, givenUp });
  assert.deepEqual(Health.shape.disk.parse(state), state);
});

test('pictures go first, then tracks, then events', async () => {
  const cases = [
    { counts: { pictures: 50, tracks: 30, events: 30 }, left: [40, 30, 30] },
    { counts: { pictures: 5, tracks: 50, events: 60 }, left: [0, 40, 60] },
    { counts: { pictures: 5, tracks: 5, events: 120 }, left: [0, 0, 100] },
  ];
  for (const { counts, left: expected } of cases) {
    const { left, room } = bench(counts);
    await room.look();
    assert.deepEqual(left(), expected);
  }
});

test('what may not go stays, and the limit is told as near instead', async () => {
  const { count, left, room } = bench({ pictures: 1, tracks: 1, events: 120 }, { mayGo: 5 });
  await room.look();
  await room.look();
  assert.deepEqual(left(), [0, 0, 115]);
  assert.equal(room.state()?.near, true);
  assert.deepEqual(room.state()?.givenUp, { pictures: 1, tracks: 1, events: 5 });
  // Said once, not with each look.
  assert.equal(count('the oldest things are given up'), 1);
  assert.equal(count('disk nearly full'), 1);
});

test('a file system with less than the least free counts as much as the limit', async () => {
  const { left, room } = bench({ pictures: 3, tracks: 2, events: 2 }, { leastFreeBytes: 1e15 });
  await room.look();
  assert.deepEqual(left(), [0, 0, 0]);
  assert.equal(room.state()?.near, true);
});

test('four fifths of the limit are near it, and it is told when there is room again', async () => {
  const { count, room } = bench({ pictures: 80, tracks: 0, events: 0 });
  await room.look();
  assert.equal(room.state()?.near, true);
  room.makeRoom();
  await room.look();
  assert.equal(room.state()?.near, false);
  assert.deepEqual([count('disk nearly full'), count('disk has room again')], [1, 1]);
});

test('a disk that is full at once costs nothing first, then pictures, tracks, and what may go of the events', () => {
  const counts = { pictures: 8, tracks: 10, events: 5 };
  const { count, left, room } = bench(counts, { mayGo: 3, shrinks: [4 * MB, 500, 500] });
  const made = [];
  for (let tries = 0; tries < 6; tries++) made.push(`${room.makeRoom()} ${left().join(' ')}`);
  assert.deepEqual(made, [
    'true 8 10 5',
    'true 0 10 5',
    'true 0 2 5',
    'true 0 0 5',
    'true 0 0 2',
    'false 0 0 2',
  ]);
  assert.equal(count('thrown out for new events'), 4);
});

test('what the hub has goes before all that it has not', async () => {
  const { log } = memoryLog();
  const holdings = { kept: things(3), pictures: things(20), tracks: things(0), events: things(0) };
  const store = { size: () => ({ usedBytes: 0, freeBytes: 0 }), shrink: () => 0 };
  const clock = new ManualClock();
  const room = new DiskRoom({
    folder: home,
    maxBytes: 15 * MB,
    leastFreeBytes: 0,
    holdings,
    store,
    clock,
    log,
  });
  await room.look();
  assert.deepEqual([holdings.kept.left(), holdings.pictures.left()], [0, 18]);
});

test('a folder whose free space can’t be told is kept to the limit all the same', async () => {
  const { log, count } = memoryLog();
  const holdings = { pictures: things(20), tracks: things(0), events: things(0) };
  const deps = {
    maxBytes: 10 * MB,
    leastFreeBytes: MB,
    holdings: { ...holdings, kept: NO_HOLDING },
    store: { size: () => ({ usedBytes: 0, freeBytes: 0 }), shrink: () => 0 },
    clock: new ManualClock(),
    log,
  };
  const room = new DiskRoom({ ...deps, folder: join(home, 'not-there') });
  await room.look();
  await room.look();
  assert.equal(holdings.pictures.left(), 10);
  assert.equal(room.state(), undefined);
  assert.equal(count('free space of the disk'), 1);
});

test('what is set aside on the disk is taken when nothing else can go, and set aside again when there is room', async () => {
  const { folder, left, room } = bench({ pictures: 1, tracks: 0, events: 0 });
  const reserve = join(folder, 'reserve');
  await room.look();
  assert.equal(statSync(reserve).size, 5 * MB);
  assert.equal(room.makeRoom(), true);
  assert.deepEqual([left(), existsSync(reserve)], [[0, 0, 0], true]);
  assert.equal(room.makeRoom(), true);
  assert.equal(existsSync(reserve), false);
  assert.equal(room.makeRoom(), false);
  await room.look();
  assert.equal(statSync(reserve).size, 5 * MB);
});
