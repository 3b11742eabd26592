import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempFolder } from '../lib/testing.js';
import { openDatabase } from './open-database.js';
import { openHubKey } from './open-hub-key.js';

async function setUp() {
  const dataDir = tempFolder();
  const db = await openDatabase(dataDir);
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
