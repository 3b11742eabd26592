import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { HubError } from '../lib/hub-error.js';
import { emptyDatabase } from '../lib/test-database.js';
import { chained, freePort, hashed, riskAt, tempFolder } from '../lib/testing.js';
import { bootId, insertRows, rowsOf } from '../store/events.js';
import { openDatabase } from '../store/open-database.js';
import { verifyStore } from '../store/verify-store.js';
import { dumpRows } from './dump-rows.js';

const BOOT = 'a'.repeat(16);

test('rows that are dumped while a hub uses them are put back by pg_restore, whole', async () => {
  const database = emptyDatabase();
  const db = await openDatabase({ dataDir: tempFolder(), database });
  await db.insertInto('seat').values({ centre: 'north', room: 'r2', seat: 'a1' }).execute();
  const boot = await bootId(db, 1, BOOT);
  const events = chained([1, 2, 3].map((seq) => riskAt(seq, seq * 1000, 1)));
  await insertRows(db, rowsOf({ seatId: 1, bootId: boot }, events.map(hashed), 1));
  const folder = tempFolder();
  const file = (await dumpRows(database, folder, Date.UTC(2026, 10, 30))) ?? '';
  assert.match(file, /hub-2026-11-30T00-00-00-000Z\.dump$/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  await db.destroy();

  const other = emptyDatabase();
  execFileSync('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${other.url}`, file]);
  const back = await openDatabase({ dataDir: tempFolder(), database: other });
  const found = [];
  for await (const one of verifyStore(back)) found.push([one.events, one.flaws]);
  assert.deepEqual(found, [[3, []]]);
  await back.destroy();
});

test('what can’t be dumped is said in one line without a password, and leaves no file that looks whole', async () => {
  const folder = tempFolder();
  const away = { url: `postgres://invigil:secret@127.0.0.1:${await freePort()}/hub` };
  await assert.rejects(dumpRows(away, folder, 1), (error) => {
    assert.ok(error instanceof HubError && error.code === 'store-unavailable');
    assert.match(error.message, /^postgres:\/\/127\.0\.0\.1:\d+\/hub: not dumped: [^\n]*refused[^\n]*$/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.dump')),
    [],
  );
});
