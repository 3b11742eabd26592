import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { memoryLog } from '../outbox/test-log.js';
import { EvidenceStore } from './evidence-store.js';

const home = mkdtempSync(join(tmpdir(), 'evidence-store-'));
after(() => rmSync(home, { recursive: true }));

const picture = (n: number, bytes = 100): Uint8Array => new Uint8Array(bytes).fill(n);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function open(name: string, maxBytes = 10_000, session = 'maths') {
  const memory = memoryLog();
  const folder = join(home, name);
  return {
    ...memory,
    folder,
    store: await EvidenceStore.open({ folder, session, maxBytes, log: memory.log }),
  };
}

test('a picture waits over a restart until it is removed, oldest first', async () => {
  const { store } = await open('restart');
  const first = await store.put(picture(1));
  assert.equal(first, sha(picture(1)));
  const { folder, store: again } = await open('restart');
  assert.equal(again.count, 1);
  const second = await again.put(picture(2));
  assert.equal(again.next(), first);
  assert.equal(again.next(first), second);
  assert.equal(again.next(second), first);
  assert.deepEqual(new Uint8Array((await again.read(first)) ?? []), picture(1));
  await again.remove(first);
  await again.remove(second);
  assert.equal(again.next(), undefined);
  assert.equal(again.bytes, 0);
  assert.deepEqual(readdirSync(join(folder, 'maths')), []);
  await open('restart');
  assert.deepEqual(readdirSync(folder), []);
});

test('the session of a picture is known over a restart; one of before belongs to none', async () => {
  const { folder, store } = await open('sessions');
  const boot = `~${'a'.repeat(16)}`;
  const first = await store.put(picture(1));
  const { store: outside } = await open('sessions', 10_000, boot);
  const second = await outside.put(picture(2));
  writeFileSync(join(folder, `${sha(picture(3))}.jpg`), picture(3));
  const { store: again } = await open('sessions');
  assert.deepEqual(
    [first, second, sha(picture(3))].map((name) => again.sessionOf(name)),
    ['maths', boot, undefined],
  );
  for (const n of [1, 2, 3]) assert.equal((await again.read(sha(picture(n))))?.[0], n);
  for (const n of [1, 2, 3]) await again.remove(sha(picture(n)));
  assert.equal(again.count, 0);
});

test('after a restart the oldest picture is still the first', async () => {
  const { folder, store } = await open('order');
  const names = [await store.put(picture(1)), await store.put(picture(2)), await store.put(picture(3))];
  names.forEach((name, i) => utimesSync(join(folder, 'maths', `${name}.jpg`), 100 - i, 100 - i));
  const { store: again } = await open('order');
  const [first, second, third] = [again.next(), again.next(names[2]), again.next(names[1])];
  assert.deepEqual([first, second, third], names.toReversed());
});

test('its folder and files are for the daemon only', async () => {
  const { folder, store } = await open('private');
  const name = await store.put(picture(1));
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'maths', `${name}.jpg`)).mode & 0o777, 0o600);
});

test('gives up the oldest pictures, as many as are asked for, and they are gone when it returns', async () => {
  const { folder, store } = await open('give-up');
  const names = [await store.put(picture(1)), await store.put(picture(2)), await store.put(picture(3))];
  assert.equal(store.giveUp(101), 200);
  assert.deepEqual(readdirSync(join(folder, 'maths')), [`${names[2]}.jpg`]);
  assert.deepEqual([store.count, store.bytes, store.dropped], [1, 100, 2]);
  // One that is being brought just now: the hub has it, and nothing is left of it here.
  await store.remove(names[0] ?? '');
  assert.equal(store.bytes, 100);
  assert.equal(store.giveUp(1e9), 100);
  assert.equal(store.giveUp(1e9), 0);
});

test('the oldest pictures are dropped where there is no room, each with a line', async () => {
  const { count, store } = await open('full', 250);
  const names = [await store.put(picture(1)), await store.put(picture(2)), await store.put(picture(3))];
  assert.equal(store.next(), names[1]);
  assert.equal(store.bytes, 200);
  assert.equal(store.dropped, 1);
  assert.equal(count('oldest picture dropped'), 1);
  assert.equal(await store.read(names[0] ?? ''), undefined);
});

test('the same picture twice, even at once, is one picture', async () => {
  const { folder, store } = await open('same');
  await Promise.all([store.put(picture(1)), store.put(picture(1))]);
  await store.put(picture(1));
  assert.equal(store.count, 1);
  assert.equal(store.bytes, 100);
  assert.equal(readdirSync(join(folder, 'maths')).length, 1);
});

test('a picture damaged on the disk is dropped with one line', async () => {
  const { count, folder, store } = await open('damaged');
  const name = await store.put(picture(1));
  writeFileSync(join(folder, 'maths', `${name}.jpg`), 'other bytes');
  assert.equal(await store.read(name), undefined);
  assert.equal(store.count, 0);
  assert.equal(count('damaged on the disk'), 1);
});

test('what a power cut left unfinished is cleaned up, and foreign files are left alone', async () => {
  const { folder } = await open('unfinished');
  writeFileSync(join(folder, `${'a'.repeat(64)}.jpg.x.part`), 'half');
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  const { store } = await open('unfinished');
  assert.equal(store.count, 0);
  assert.deepEqual(readdirSync(folder), ['notes.txt']);
});

test('a folder that can not be made is named', async () => {
  writeFileSync(join(home, 'a-file'), '');
  await assert.rejects(open('a-file'), { code: 'evidence-unwritable', message: /a-file/ });
});
