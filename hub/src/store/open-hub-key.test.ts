import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempFolder, testStore } from '../lib/testing.js';
import { openDatabase } from './open-database.js';
import { giveUpHubKey, openHubKey } from './open-hub-key.js';
import { SessionKeys } from './session-keys.js';

async function setUp() {
  const dataDir = tempFolder();
  const db = await openDatabase(testStore(dataDir));
  const lines: string[] = [];
  const log = { warn: (_what: object, line: string) => void lines.push(line) };
  const open = (place = {}) => openHubKey(db, { dataDir, ...place }, { now: 1, log });
  return { dataDir, db, lines, open, file: join(dataDir, 'hub.key') };
}

test('makes a key at the first start, for the hub only, says so once, and takes the same ever after', async () => {
  const { file, lines, open } = await setUp();
  const key = await open();
  assert.equal(key.length, 32);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(await open(), key);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /keep a copy elsewhere/);
});

test('refuses a key that others may read, one that is none, one that is gone, and that of another store', async () => {
  const { file, open } = await setUp();
  await open();
  chmodSync(file, 0o640);
  await assert.rejects(open(), { code: 'key-unusable', message: /others than the hub may read it/ });
  chmodSync(file, 0o600);
  writeFileSync(file, 'short');
  await assert.rejects(open(), { code: 'key-unusable', message: /64 hexadecimal digits/ });
  writeFileSync(file, 'ab'.repeat(32));
  await assert.rejects(open(), {
    code: 'key-unusable',
    message: /not the key that the store was begun with/,
  });
  rmSync(file);
  await assert.rejects(open(), { code: 'key-unusable', message: /put its copy there/ });
});

test('takes the key that systemd hands over before any file, and one in a configured place', async () => {
  const { dataDir, file, open } = await setUp();
  const credentials = join(dataDir, 'credentials');
  mkdirSync(credentials);
  writeFileSync(join(credentials, 'invigil-hub-key'), `${'cd'.repeat(32)}\n`, { mode: 0o440 });
  assert.equal((await open({ credentials })).toString('hex'), 'cd'.repeat(32));
  assert.throws(() => readFileSync(file), { code: 'ENOENT' });
  const keyFile = join(dataDir, 'elsewhere', 'key');
  mkdirSync(join(dataDir, 'elsewhere'));
  writeFileSync(keyFile, 'cd'.repeat(32), { mode: 0o600 });
  assert.equal((await open({ keyFile })).toString('hex'), 'cd'.repeat(32));
});

test('gives up a key that is lost, with the keys of all sessions, tells the audit log, and begins anew', async () => {
  const { db, file, open } = await setUp();
  await db.insertInto('seat').values({ centre: 'north', room: 'r2', seat: 'a1' }).execute();
  const old = await open();
  await new SessionKeys(db, old).of({ seatId: 1, session: 'maths', class: 'track' }, 1);
  const place = { dataDir: join(file, '..') };
  await assert.rejects(giveUpHubKey(db, place, { by: 'ada', now: 2 }), /nothing to give up/);
  rmSync(file);
  await assert.rejects(open(), { code: 'key-unusable' });
  assert.equal(await giveUpHubKey(db, place, { by: 'ada', now: 2 }), 1);
  assert.notDeepEqual(await open(), old);
  const audited = await db.selectFrom('audit').select(['actor', 'verb', 'subject']).execute();
  assert.deepEqual(audited, [{ actor: 'ada', verb: 'hub-key-given-up', subject: '1 keys of sessions' }]);
});
