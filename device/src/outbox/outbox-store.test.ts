import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import Database from 'better-sqlite3';
import { type NewEvent, OutboxStore } from './outbox-store.js';

const home = mkdtempSync(join(tmpdir(), 'outbox-store-'));
after(() => rmSync(home, { recursive: true }));

const BOOT = '00000000000000aa';
const hashNo = (seq: number): string => String(seq).padStart(64, '0');
const event = (seq: number, boot = BOOT): NewEvent => ({
  boot,
  seq,
  at: 1000 + seq,
  json: `{"seq":${seq}}`,
  hash: hashNo(seq),
});
const file = (name: string): string => join(home, name, 'outbox.sqlite');
const codeOf = (code: string, path: string) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code && error.message.includes(path);

test('keeps events in their order over a restart, older boots first', () => {
  const path = file('restart');
  const first = new OutboxStore(path);
  first.append([event(1), event(2), event(3)]);
  first.close();
  const second = new OutboxStore(path);
  second.append([event(1, '00000000000000bb')]);
  assert.equal(second.depth, 4);
  assert.equal(second.oldestAt(), 1001);
  assert.deepEqual(
    second.after(0, 10).map(({ boot, seq }) => `${boot.slice(-2)}-${seq}`),
    ['aa-1', 'aa-2', 'aa-3', 'bb-1'],
  );
  second.close();
});

test('forgets only the ranges of the boot that it is told', () => {
  const store = new OutboxStore(file('forget'));
  store.append([event(1), event(2), event(3), event(1, '00000000000000bb')]);
  store.forget(BOOT, [
    [1, 1],
    [3, 9],
  ]);
  assert.deepEqual(
    store.after(0, 10).map(({ id }) => id),
    [2, 4],
  );
  assert.equal(store.depth, 2);
  store.close();
});

test('never gives an id twice, even when all was forgotten before a restart', () => {
  const path = file('ids');
  const first = new OutboxStore(path);
  first.append([event(1), event(2)]);
  first.forget(BOOT, [[1, 2]]);
  first.close();
  const second = new OutboxStore(path);
  assert.equal(second.oldestAt(), undefined);
  second.append([event(3)]);
  assert.deepEqual(
    second.after(0, 10).map(({ id }) => id),
    [3],
  );
  second.close();
});

test('stores all events of one call or none', () => {
  const store = new OutboxStore(file('atomic'));
  store.append([event(1)]);
  assert.throws(() => store.append([event(2), event(1)]), codeOf('outbox-unwritable', 'atomic'));
  assert.equal(store.depth, 1);
  assert.equal(store.after(0, 10).length, 1);
  store.close();
});

test('an event set aside waits no longer and is not lost', () => {
  const store = new OutboxStore(file('aside'));
  store.append([event(1), event(2)]);
  store.setAside(1, 'not JSON');
  assert.equal(store.depth, 1);
  assert.equal(store.setAsideCount(), 1);
  store.close();
});

test('its folder and files are for the daemon only', () => {
  const path = file('private');
  const store = new OutboxStore(path);
  store.append([event(1)]);
  assert.equal(statSync(join(home, 'private')).mode & 0o777, 0o700);
  for (const name of [path, `${path}-wal`]) assert.equal(statSync(name).mode & 0o777, 0o600, name);
  store.close();
});

test('a second daemon is refused', () => {
  const path = file('twice');
  const store = new OutboxStore(path);
  assert.throws(() => new OutboxStore(path), codeOf('outbox-in-use', path));
  store.close();
});

test('a file that is no outbox is refused by name and left as it is', () => {
  const path = file('garbage');
  new OutboxStore(path).close();
  writeFileSync(path, 'this is no database at all, it is only text that somebody put here');
  assert.throws(() => new OutboxStore(path), codeOf('outbox-unreadable', path));
  assert.match(readFileSync(path, 'utf8'), /^this is no database/);
});

test('an outbox damaged in the middle is refused', () => {
  const path = file('damaged');
  const store = new OutboxStore(path);
  store.append(Array.from({ length: 2000 }, (_, i) => event(i + 1)));
  store.close();
  const bytes = readFileSync(path);
  bytes.fill(0xff, 4096 * 2, 4096 * 6);
  writeFileSync(path, bytes);
  assert.throws(() => new OutboxStore(path), codeOf('outbox-unreadable', path));
});

test('a folder that can not be written is named', () => {
  writeFileSync(join(home, 'a-file'), '');
  const path = file('a-file');
  assert.throws(() => new OutboxStore(path), codeOf('outbox-unwritable', path));
});

test('the head of each boot survives a restart and the forgetting of its events', () => {
  const path = file('heads');
  const first = new OutboxStore(path);
  first.append([event(1), event(2)]);
  first.forget(BOOT, [[1, 2]], { seq: 2, hash: hashNo(2) });
  first.close();
  const second = new OutboxStore(path);
  second.append([event(1, '00000000000000bb')]);
  const head = { seq: 2, hash: hashNo(2) };
  assert.deepEqual(second.chainOf(BOOT), { own: head, hub: head });
  second.prune(2000);
  assert.deepEqual([second.hashAt(BOOT, 1), second.hashAt(BOOT, 2)], [undefined, hashNo(2)]);
  assert.deepEqual(second.chainOf('00000000000000bb'), { own: { seq: 1, hash: hashNo(1) }, hub: undefined });
  second.close();
});

test('an outbox of before there were hashes is opened with what waits in it', () => {
  const path = file('before');
  new OutboxStore(path).close();
  const old = new Database(path);
  old.exec('DROP TABLE kept; DROP TABLE chain; ALTER TABLE events DROP COLUMN hash; PRAGMA user_version = 1');
  old.exec(`INSERT INTO events (boot, seq, at, json) VALUES ('${BOOT}', 1, 1, '{}')`);
  old.close();
  const store = new OutboxStore(path);
  assert.equal(store.depth, 1);
  assert.equal(store.hashAt(BOOT, 1), undefined);
  store.close();
});

test('the oldest run of a session that is over is found, and never one of the open session or of this boot', () => {
  const store = new OutboxStore(file('over'));
  const [old, older, now] = ['00000000000000b1', '00000000000000b0', '00000000000000b2'];
  const of = (seq: number, boot: string, session: string | null) => ({
    ...event(seq, boot),
    json: JSON.stringify({ seq, session }),
  });
  store.append([of(4, older, 'latin'), of(5, older, 'latin'), of(7, older, 'latin'), of(8, older, null)]);
  store.append([of(1, old, 'maths'), { ...of(2, old, 'x'), json: 'not JSON' }, of(1, now, 'maths')]);
  const open = { boot: now, session: 'maths' };
  const run = { boot: older, session: 'latin', first: 4, last: 5, from: 1004, to: 1005 };
  assert.deepEqual(store.oldestOver(open, 100), run);
  assert.deepEqual(store.oldestOver(open, 1), { ...run, last: 4, to: 1004 });
  const given = [];
  for (let next = store.oldestOver(open, 100); next !== undefined; next = store.oldestOver(open, 100)) {
    given.push(`${next.boot.slice(-2)} ${next.session} ${next.first}-${next.last}`);
    store.giveUp(next, []);
  }
  assert.deepEqual(given, ['b0 latin 4-5', 'b0 latin 7-7', 'b0 null 8-8', 'b1 null 2-2']);
  assert.deepEqual(
    store.after(0, 10).map(({ boot, seq }) => `${boot} ${seq}`),
    [`${old} 1`, `${now} 1`],
  );
  // Outside of a session nothing of an earlier boot is open.
  assert.equal(store.oldestOver({ boot: now, session: null }, 100)?.session, 'maths');
  store.close();
});

test('giving up and telling so are one: both or neither', () => {
  const store = new OutboxStore(file('give-up'));
  store.append([event(1), event(2), event(1, '00000000000000bb')]);
  const run = { boot: BOOT, session: null, first: 1, last: 2, from: 1001, to: 1002 };
  assert.throws(
    () => store.giveUp(run, [event(1, '00000000000000bb')]),
    codeOf('outbox-unwritable', 'give-up'),
  );
  assert.equal(store.depth, 3);
  store.giveUp(run, [event(2, '00000000000000bb')]);
  assert.deepEqual(
    store.after(0, 10).map(({ boot, seq }) => `${boot.slice(-2)} ${seq}`),
    ['bb 1', 'bb 2'],
  );
  assert.equal(store.depth, 2);
  store.close();
});

test('events that are deleted leave room in the file', () => {
  const store = new OutboxStore(file('room'));
  const many = Array.from({ length: 500 }, (_, i) => ({
    ...event(i + 1),
    json: JSON.stringify('x'.repeat(400)),
  }));
  store.append(many);
  const before = store.size();
  store.forget(BOOT, [[1, 500]]);
  assert.equal(store.letGo(1000), 500);
  const after = store.size();
  assert.ok(
    before.usedBytes > 200_000 && after.usedBytes < before.usedBytes / 3,
    JSON.stringify({ before, after }),
  );
  assert.ok(after.usedBytes + after.freeBytes >= before.usedBytes, 'the file itself does not shrink');
  store.close();
});

test('what the hub has waits no more, and is taken back by boot and range', () => {
  const path = file('kept');
  const first = new OutboxStore(path);
  first.append([event(1), event(2), event(3), event(1, '00000000000000bb')]);
  first.forget(BOOT, [[1, 3]]);
  first.close();
  const store = new OutboxStore(path);
  assert.equal(store.depth, 1);
  assert.equal(store.takeBack('00000000000000bb', [[1, 9]]), 0);
  assert.equal(
    store.takeBack(BOOT, [
      [1, 1],
      [3, 9],
    ]),
    2,
  );
  assert.deepEqual(
    store.after(0, 10).map(({ boot, json, seq }) => `${boot.slice(-2)}-${seq} ${json}`),
    ['bb-1 {"seq":1}', 'aa-1 {"seq":1}', 'aa-3 {"seq":3}'],
  );
  assert.equal(store.depth, 3);
  store.forget(BOOT, [[1, 3]]);
  assert.equal(store.takeBack(BOOT, [[1, 3]]), 3);
  store.close();
});

test('asks for the newest kept event of each boot of which nothing waits', () => {
  const store = new OutboxStore(file('ask'));
  const other = '00000000000000bb';
  store.append([event(1), event(2), event(1, other), event(2, other)]);
  store.forget(BOOT, [[1, 2]]);
  store.forget(other, [[1, 1]]);
  assert.equal(store.askAgain(), 1);
  assert.deepEqual(
    store.after(0, 10).map(({ boot, seq }) => `${boot.slice(-2)}-${seq}`),
    ['bb-2', 'aa-2'],
  );
  store.close();
});

test('lets go of what is too old, and of nothing that waits', () => {
  const store = new OutboxStore(file('prune'));
  store.append([event(1), event(2), event(3)]);
  store.forget(BOOT, [[1, 2]]);
  store.prune(1002);
  assert.equal(store.takeBack(BOOT, [[1, 9]]), 1);
  store.prune(9000);
  assert.equal(store.depth, 2);
  store.forget(BOOT, [[1, 3]]);
  store.prune(9000);
  assert.equal(store.takeBack(BOOT, [[1, 9]]), 0);
  store.close();
});

test('the oldest that is kept goes first, and nothing that waits', () => {
  const store = new OutboxStore(file('let-go'));
  store.append([event(1), event(2), event(3), event(4)]);
  store.forget(BOOT, [[1, 3]]);
  assert.equal(store.letGo(2), 2);
  assert.equal(store.takeBack(BOOT, [[1, 9]]), 1);
  assert.deepEqual(
    store.after(0, 10).map(({ seq }) => seq),
    [4, 3],
  );
  assert.equal(store.letGo(100), 0);
  store.close();
});

test('keeps no more than 50,000 of what the hub has', () => {
  const store = new OutboxStore(file('many'));
  store.append(Array.from({ length: 50_010 }, (_, i) => event(i + 1)));
  store.forget(BOOT, [[1, 50_010]]);
  store.prune(0);
  assert.equal(store.takeBack(BOOT, [[1, 11]]), 1);
  assert.equal(store.takeBack(BOOT, [[12, 60_000]]), 49_999);
  store.close();
});
