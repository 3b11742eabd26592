import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HubError } from '../lib/hub-error.js';
import { emptyDatabase } from '../lib/test-database.js';
import { SILENT, chained, freePort, hashed, riskAt, tempFolder } from '../lib/testing.js';
import { bootId, insertRows, rowsOf } from '../store/events.js';
import { openDatabase } from '../store/open-database.js';
import { verifyStore } from '../store/verify-store.js';
import { DatabaseProbe } from '../store/database-probe.js';
import { backUp } from './back-up.js';
import { BackupRounds } from './backup-rounds.js';
import { dumpRows } from './dump-rows.js';
import { dumpVersion } from './postgres-programs.js';
import { restoreRows } from './restore-rows.js';

const BOOT = 'a'.repeat(16);
const AT = Date.UTC(2026, 10, 30);

test('rows that are dumped while a hub uses them are put back by pg_restore, whole', async () => {
  const database = emptyDatabase();
  const db = await openDatabase({ dataDir: tempFolder(), database });
  await db.insertInto('seat').values({ centre: 'north', room: 'r2', seat: 'a1' }).execute();
  const boot = await bootId(db, 1, BOOT);
  const events = chained([1, 2, 3].map((seq) => riskAt(seq, seq * 1000, 1)));
  await insertRows(db, rowsOf({ seatId: 1, bootId: boot }, events.map(hashed), 1));
  const folder = tempFolder();
  const { file, ...facts } = await dumpRows(database, folder, Date.UTC(2026, 10, 30));
  assert.deepEqual(facts, { events: 3, seats: 1 });
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
    assert.match(error.message, /^postgres:\/\/127\.0\.0\.1:\d+\/hub: not dumped: [^\n]*refused[^\n]*$/i);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
  assert.deepEqual(readdirSync(folder), []);
});

test('without pg_dump a backup says so, and nothing that looks like one is left', async () => {
  const database = emptyDatabase();
  const dataDir = tempFolder();
  const db = await openDatabase({ dataDir, database });
  await db.destroy();
  const folder = tempFolder();
  const path = process.env['PATH'];
  process.env['PATH'] = tempFolder();
  try {
    const made = backUp({ dataDir, database }, folder, { at: 1, keep: 1, key: undefined });
    await assert.rejects(made, (error) => error instanceof HubError && error.code === 'programs-missing');
    assert.equal(await dumpVersion(), undefined);
  } finally {
    process.env['PATH'] = path;
  }
  assert.deepEqual(readdirSync(folder), []);
  assert.ok(((await dumpVersion()) ?? 0) >= 13);
});

test('a backup of a hub on PostgreSQL is made in rounds, and restored with what was there kept and told', async () => {
  const database = emptyDatabase();
  const dataDir = tempFolder();
  const db = await openDatabase({ dataDir, database });
  await db.insertInto('seat').values({ centre: 'north', room: 'r2', seat: 'a1' }).execute();
  mkdirSync(join(dataDir, 'evidence'), { recursive: true });
  writeFileSync(join(dataDir, 'evidence', 'a.jpg'), 'a picture');
  const folder = join(tempFolder(), 'backups');
  const rounds = { dataDir, database, place: { dataDir }, clock: { now: () => AT }, log: SILENT };
  await new BackupRounds({ ...rounds, plan: { folder, everyHours: 6, keep: 1 } }).once();
  await new BackupRounds({
    ...rounds,
    clock: { now: () => AT + 1 },
    plan: { folder, everyHours: 6, keep: 1 },
  }).once();
  const dumps = readdirSync(folder).filter((name) => name.endsWith('.dump'));
  assert.deepEqual(dumps, ['hub-2026-11-30T00-00-00-001Z.dump'], 'the oldest went');
  const file = join(folder, dumps[0] ?? '');

  await db.insertInto('seat').values({ centre: 'north', room: 'r2', seat: 'later' }).execute();
  const done = await restoreRows({ database, dataDir }, file, { at: AT + 2, force: false });
  assert.deepEqual([done.seats, done.files, done.receipts], [1, 0, []]);
  assert.deepEqual(
    (await db.selectFrom('seat').select('seat').execute()).map(({ seat }) => seat),
    ['a1'],
  );
  // What was there comes back in the same way.
  const before = await restoreRows({ database, dataDir }, done.before ?? '', { at: AT + 3, force: false });
  assert.equal(before.seats, 2);

  const elsewhere = { database: emptyDatabase(), dataDir: join(tempFolder(), 'new') };
  const fresh = await restoreRows(elsewhere, file, { at: AT, force: false });
  assert.deepEqual([fresh.seats, fresh.files, fresh.before], [1, 1, null]);

  const probe = new DatabaseProbe(database);
  assert.ok(await probe.answers());
  await assert.rejects(restoreRows({ database, dataDir }, file, { at: AT, force: false }), /1 hubs use it/);
  probe.end();
  truncateSync(file, statSync(file).size - 200);
  await assert.rejects(
    restoreRows({ database, dataDir }, file, { at: AT + 4, force: false }),
    (error) => error instanceof HubError && error.code === 'store-damaged',
  );
  assert.equal((await db.selectFrom('seat').select('id').execute()).length, 2, 'nothing was changed');
  await db.destroy();
});
