import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import type { TrackCommand } from '@invigil/contract';
import { ManualClock, systemClock } from '../lib/clock.js';
import { memoryLog } from '../outbox/test-log.js';
import { until } from '../outbox/test-hub.js';
import { TestHubHttp } from '../outbox/test-hub-http.js';
import { openTrack } from './open-track.js';
import { TrackRecorder } from './recorder.js';
import { BOOT, blind, OLD_BOOT, recordsIn, START, startOf } from './test-track.js';
import { TrackFolder } from './track-folder.js';

const home = mkdtempSync(join(tmpdir(), 'track-'));
after(() => rmSync(home, { recursive: true }));

const MINUTES = Array.from({ length: 300 }, (_, second) => blind(second * 1000));
const fileOf = (folder: string, boot = BOOT): string => join(folder, `${boot}.track`);

function command(boot = BOOT, expiresAt = START + 10_000): TrackCommand {
  return {
    id: '7f1f2f44-5b8e-4b0e-9c53-0f5d9a4f3a12',
    issuer: 'anna',
    issuedAt: START,
    expiresAt,
    boot,
  };
}

/** A recorder of a boot on a folder, and what it asked for. */
async function record(folder: string, boot = BOOT, maxBytes = 1e6) {
  const memory = memoryLog();
  const tracks = await TrackFolder.open({ folder, maxBytes, log: memory.log });
  let pokes = 0;
  const recorder = new TrackRecorder({
    start: startOf(boot),
    folder: tracks,
    poke: () => void (pokes += 1),
    clock: new ManualClock(START),
    log: memory.log,
  });
  return { ...memory, tracks, recorder, pokes: () => pokes };
}

const newFolder = (): string => join(mkdtempSync(join(home, 'run-')), 'tracks');

test('what came is on the disk a minute later, for nobody else to read, and whole after the end', async () => {
  const folder = newFolder();
  const { recorder, tracks } = await record(folder);
  for (const one of MINUTES) recorder.observe(one);
  await until('it is begun', () => readdirSync(folder).length > 0 && statSync(fileOf(folder)).size > 100);
  await until('four minutes are there', () => recordsOnDisk(folder).length > 240);
  assert.equal(statSync(fileOf(folder)).mode & 0o777, 0o600);
  recorder.note({ type: 'finish', at: START + 299_000 });
  await recorder.stop();
  const kinds = recordsIn((await tracks.read(BOOT)) ?? new Uint8Array()).map(({ type }) => type);
  assert.equal(kinds.length, 302);
  assert.deepEqual([kinds[0], kinds[1], kinds.at(-1)], ['start', 'observation', 'finish']);
  assert.equal(tracks.count, 1);
});

function recordsOnDisk(folder: string) {
  return recordsIn(readFileSync(fileOf(folder)));
}

test('what a killed daemon left is handed over up to its last whole chunk', async () => {
  const folder = newFolder();
  const killed = await record(folder, OLD_BOOT);
  for (const one of MINUTES) killed.recorder.observe(one);
  await killed.recorder.stop();
  const whole = readFileSync(fileOf(folder, OLD_BOOT));
  writeFileSync(fileOf(folder, OLD_BOOT), whole.subarray(0, whole.length - 3));
  const { tracks } = await record(folder);
  assert.equal(tracks.next(), OLD_BOOT);
  const left = await tracks.read(OLD_BOOT);
  assert.ok(left && left.length < whole.length - 3);
  assert.ok(recordsIn(left).length > 240);
  await tracks.remove(OLD_BOOT);
  assert.equal(tracks.count, 0);
  assert.deepEqual(readdirSync(folder), [`${BOOT}.track`]);
});

test('a boot that was killed before its first chunk leaves nothing to bring', async () => {
  const folder = newFolder();
  const killed = await record(folder, OLD_BOOT);
  killed.recorder.observe(blind(0));
  await until('it is begun', () => readdirSync(folder).length === 1);
  const { tracks } = await record(folder);
  assert.equal(await tracks.read(OLD_BOOT), undefined);
  assert.equal(tracks.count, 0);
  assert.equal(readdirSync(folder).includes(`${OLD_BOOT}.track`), false);
});

test('on request the hub gets what there is, and at the end the longer one', async () => {
  const folder = newFolder();
  const { pokes, recorder, tracks } = await record(folder);
  recorder.observe(blind(0));
  assert.equal(recorder.handle(command()), undefined);
  await until('it is wanted', () => tracks.count === 1);
  assert.ok(pokes() > 0);
  const part = (await tracks.read(BOOT)) ?? new Uint8Array();
  assert.deepEqual(
    recordsIn(part).map(({ type }) => type),
    ['start', 'observation'],
  );
  recorder.observe(blind(1000));
  await recorder.stop();
  await tracks.remove(BOOT);
  assert.equal(tracks.count, 1, 'what was brought is not all of it');
  const all = (await tracks.read(BOOT)) ?? new Uint8Array();
  assert.deepEqual(Buffer.from(all.subarray(0, part.length)), Buffer.from(part));
  await tracks.remove(BOOT);
  assert.equal(tracks.count, 0);
});

test('a track that was brought on request goes on being written', async () => {
  const { recorder, tracks } = await record(newFolder());
  recorder.handle(command());
  await until('it is wanted', () => tracks.count === 1);
  await tracks.read(BOOT);
  await tracks.remove(BOOT);
  assert.equal(tracks.count, 0);
  recorder.observe(blind(0));
  await recorder.stop();
  assert.equal(recordsIn((await tracks.read(BOOT)) ?? new Uint8Array()).length, 2);
});

test('a request that came too late, or for a boot of which nothing is here, is refused in words', async () => {
  const { recorder } = await record(newFolder());
  assert.equal(recorder.handle(command(BOOT, START)), 'the command has expired');
  assert.equal(recorder.handle(command(OLD_BOOT)), 'no track of this boot waits here');
});

test('a full folder drops the oldest track first, and then ends the current one, with a line each', async () => {
  const whole = newFolder();
  const measured = await record(whole);
  for (const one of MINUTES) measured.recorder.observe(one);
  await measured.recorder.stop();
  const folder = newFolder();
  const old = await record(folder, OLD_BOOT);
  await old.recorder.stop();
  const { count, recorder, tracks } = await record(folder, BOOT, statSync(fileOf(whole)).size - 1);
  const told = MINUTES.map((one) => recorder.observe(one));
  await recorder.stop();
  assert.equal(count('oldest track dropped'), 1);
  assert.equal(count('track can not be written'), 1);
  assert.deepEqual(told, MINUTES);
  assert.equal(tracks.next(), BOOT);
  assert.ok(recordsOnDisk(folder).length > 240);
});

test('where the folder can’t be used the seat judges the same, with one line', async () => {
  const memory = memoryLog();
  const file = join(home, 'no-folder');
  writeFileSync(file, '');
  const hub = { httpUrl: 'http://127.0.0.1:9', address: { centre: 'c', room: 'r', seat: 's' }, token: 't' };
  const track = await openTrack({
    start: startOf(BOOT),
    dataDir: file,
    maxBytes: 1e6,
    hub,
    clock: systemClock,
    log: memory.log,
  });
  assert.deepEqual(track.recorder.observe(blind(0.4)), blind(0));
  assert.equal(
    track.recorder.handle(command(BOOT, Number.MAX_SAFE_INTEGER)),
    'this seat writes no track now',
  );
  await track.stop();
  assert.equal(memory.count('track can not be written'), 1);
});

async function handOver(t: TestContext, dataDir: string) {
  const memory = memoryLog();
  const hub = await TestHubHttp.start();
  t.after(() => hub.stop());
  const deps = {
    start: startOf(BOOT),
    dataDir,
    maxBytes: 1e6,
    hub: hub.access,
    clock: systemClock,
    log: memory.log,
  };
  return { hub, track: await openTrack(deps) };
}

test('a stop hands the track over under its boot, with its hash, and forgets it', async (t) => {
  const dataDir = mkdtempSync(join(home, 'run-'));
  const { hub, track } = await handOver(t, dataDir);
  track.recorder.observe(blind(0));
  await track.stop();
  const [heard] = hub.heard;
  assert.equal(heard?.path, `/api/seat/track/${BOOT}`);
  assert.match(heard?.sha256 ?? '', /^[0-9a-f]{64}$/);
  assert.equal(recordsIn(heard?.bytes ?? Buffer.alloc(0)).length, 2);
  assert.deepEqual(readdirSync(join(dataDir, 'tracks')), []);
});

test('what the hub could not take is handed over after the next start', async (t) => {
  const dataDir = mkdtempSync(join(home, 'run-'));
  const old = await record(join(dataDir, 'tracks'), OLD_BOOT);
  old.recorder.observe(blind(0));
  await old.recorder.stop();
  const { hub, track } = await handOver(t, dataDir);
  await until('it is there', () => hub.heard.length === 1);
  assert.equal(hub.heard[0]?.path, `/api/seat/track/${OLD_BOOT}`);
  await track.stop();
  assert.equal(hub.heard.length, 2);
});

test('gives up tracks of sessions that are over, oldest first, and never of the open one or of this boot', async () => {
  const folder = newFolder();
  const boots = ['00000000000000a1', '00000000000000a2', '00000000000000a3', '00000000000000a4'];
  const sessions = ['latin', 'maths', null, 'latin'];
  for (const [index, boot] of boots.entries()) {
    const tracks = await TrackFolder.open({ folder, maxBytes: 1e6, log: memoryLog().log });
    const start = { ...startOf(boot), session: sessions[index] ?? null };
    const { log } = memoryLog();
    const recorder = new TrackRecorder({
      start,
      folder: tracks,
      poke: () => {},
      clock: new ManualClock(START),
      log,
    });
    recorder.observe(blind(0));
    await recorder.stop();
    utimesSync(fileOf(folder, boot), 100 + index, 100 + index);
  }
  const { log } = memoryLog();
  const open = { folder, maxBytes: 1e6, log };
  const tracks = await TrackFolder.open({ ...open, session: 'maths' });
  await tracks.begin(BOOT);
  const before = tracks.bytes;
  const left = () =>
    readdirSync(folder)
      .map((name) => name.slice(14, 16))
      .toSorted();
  const given = tracks.giveUp(1);
  assert.deepEqual([given, left()], [before - tracks.bytes, ['a2', 'a3', 'a4', 'ab']]);
  tracks.giveUp(1e9);
  assert.deepEqual([left(), tracks.dropped], [['a2', 'ab'], 3]);
  assert.equal(tracks.giveUp(1e9), 0);
  await tracks.end();
  // Without a session nothing of an earlier boot is open.
  const outside = await TrackFolder.open({ ...open, session: null });
  outside.giveUp(1);
  assert.deepEqual(left(), ['ab']);
});
