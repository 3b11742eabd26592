import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { planRooms } from '../lib/room-plan.js';
import { emptyDatabase } from '../lib/test-database.js';
import { BOOT, chained, hashed, riskAt, tempFolder, testConfig, testSignal } from '../lib/testing.js';
import { appendAudit, verifyAudit } from './audit.js';
import { copyStore } from './copy-store.js';
import { bootId, insertRows, rowsOf, saveBreaks, saveSessions } from './events.js';
import { openPostgres } from './open-postgres.js';
import { openSqlite } from './open-sqlite.js';
import { enrolSeats } from './seats.js';
import { saveSignal } from './signals.js';
import { insertUser } from './users.js';
import { verifyStore } from './verify-store.js';

const WHO = { actor: 'Eva', role: 'admin' as const, address: 'console', at: 1, count: 1 };

/** A store on SQLite with a bit of much, and a verdict that its signals rest on. */
async function setUp() {
  const dataDir = tempFolder();
  const db = await openSqlite(dataDir);
  await enrolSeats(db, planRooms(testConfig()));
  const id = await bootId(db, 2, BOOT);
  const events = chained(
    Array.from({ length: 2500 }, (_, i) =>
      riskAt(i + 1, i, i % 7 === 0 ? 0.1 + 0.2 : 44.4, { session: 'mathé 😀' }),
    ),
    BOOT,
    'a2',
  );
  await insertRows(db, rowsOf({ seatId: 2, bootId: id }, events.map(hashed), 7));
  await saveSessions(db, id, ['mathé 😀']);
  await saveBreaks(db, id, [9], 5);
  await saveSignal(db, 2, testSignal({ confidence: 1 / 3 }), false);
  await insertUser(db, { name: 'Eva', role: 'admin', passwordHash: 'x' }, 1);
  for (let n = 0; n < 3; n++) await appendAudit(db, { ...WHO, verb: 'signed-in', subject: `x ${n}` });
  await db
    .insertInto('dead_letter')
    .values({ at: 1, topic: 't', reason: 'r', payload: Buffer.from([0, 255]) })
    .execute();
  const verdict = {
    seat_id: 2,
    session: 'mathé 😀',
    token: 't',
    complete: 1,
    watched: 0.7,
    from_at: 0,
    to_at: 90_000,
  };
  await db.insertInto('session_verdict').values(verdict).execute();
  return { dataDir, db };
}

test('moves a store into PostgreSQL row by row, with what numbers go on from there', async () => {
  const { dataDir, db } = await setUp();
  const address = emptyDatabase();
  const to = await openPostgres(address);
  await assert.rejects(
    copyStore(dataDir, to, () => {}),
    /a hub uses it/,
  );
  await db.destroy();
  const told: string[] = [];
  const copied = await copyStore(dataDir, to, ({ rows, table }) => told.push(`${table} ${rows}`));
  assert.ok(told.includes('event 2500') && told.includes('session_verdict 1') && told.includes('audit 3'));
  assert.ok(copied.every(({ digest }) => /^[0-9a-f]{64}$/.test(digest)));
  assert.deepEqual([(await verifyAudit(to)).rows, (await verifyAudit(to)).broken], [3, undefined]);
  const boots = [];
  for await (const boot of verifyStore(to)) boots.push([boot.seat, boot.events, boot.flaws]);
  assert.deepEqual(boots, [['a2', 2500, [{ seq: 9, flaw: 'found-at-ingest' }]]]);
  await appendAudit(to, { ...WHO, verb: 'signed-in', subject: 'goes on' });
  const made = await to
    .insertInto('seat')
    .values({ centre: 'north', room: 'r2', seat: 'a9' })
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.equal(made.id, 3);
  assert.equal(
    await insertUser(to, { name: 'eva', role: 'admin', passwordHash: 'x' }, 1),
    false,
    'the name is taken',
  );
  await assert.rejects(
    copyStore(dataDir, to, () => {}),
    /table seat of the database has rows: it must be empty/,
  );
  await to.destroy();
});

test('leaves nothing there where one row can’t be taken, or comes there as another', async () => {
  const { dataDir, db } = await setUp();
  await sql`update dead_letter set topic = 'a' || char(0) || 'b'`.execute(db);
  await db.destroy();
  const to = await openPostgres(emptyDatabase());
  await assert.rejects(
    copyStore(dataDir, to, () => {}),
    /^HubError: table dead_letter: .*; nothing was copied$/,
  );
  const mended = await openSqlite(dataDir);
  await sql`update dead_letter set topic = 't'`.execute(mended);
  await mended.destroy();
  await sql`create function f() returns trigger language plpgsql as $$ begin new.reason = 'q'; return new; end $$`.execute(
    to,
  );
  await sql`create trigger other before insert on dead_letter for each row execute function f()`.execute(to);
  await assert.rejects(
    copyStore(dataDir, to, () => {}),
    /table dead_letter: its rows are others than those/,
  );
  assert.equal((await to.selectFrom('event').select('seq').execute()).length, 0);
  await to.destroy();
});

test('what may not be changed is not changed in PostgreSQL either', async () => {
  const address = emptyDatabase();
  const db = await openPostgres(address);
  await appendAudit(db, { ...WHO, verb: 'signed-in', subject: 'x' });
  const row = { at: 1, actor: null, role: null, address: null, verb: 'v', subject: 's', count: 1, hash: 'h' };
  for (const refused of [
    db.updateTable('audit').set({ actor: 'Max' }),
    db.deleteFrom('audit'),
    db.insertInto('audit').values({ ...row, n: 9, previous: '' }),
    db.insertInto('audit').values({ ...row, n: 2, previous: 'other' }),
  ])
    await assert.rejects(refused.execute(), /the audit log (is append-only|goes on at its end)/);
  await assert.rejects(sql`truncate audit`.execute(db), /append-only/);
  // Two hubs write at the end of one log at the same time.
  const other = await openPostgres(address);
  const many = Array.from({ length: 20 }, (_, n) =>
    appendAudit(n % 2 === 0 ? db : other, { ...WHO, verb: 'signed-in', subject: `${n}` }),
  );
  await Promise.all(many);
  const { broken, rows } = await verifyAudit(db);
  assert.deepEqual([rows, broken], [21, undefined]);
  await other.destroy();
  await db.destroy();
});
