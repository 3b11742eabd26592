import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuditEntry, AuditPage } from '@invigil/contract';
import { sql } from 'kysely';
import { ChainCheck } from '../lib/audit-chain.js';
import { sha256Hex } from '../lib/sha256.js';
import { verifyAudit } from '../store/audit.js';
import { dropAuditGuards, replaceInto } from '../store/test-guards.js';
import { AS_SEAT, HOST, JPEG, codeOf, testServer } from '../test-server.js';

const PICTURE = `/api/evidence/${sha256Hex(JPEG)}`;

async function withPicture() {
  const server = await testServer();
  await server.make({ name: 'Ann', role: 'auditor' });
  const url = `/api/seat/evidence/${sha256Hex(JPEG)}`;
  await server.app.inject({ method: 'PUT', url, headers: AS_SEAT, payload: JPEG });
  return server;
}

test('writes who did what from where: signing in, looking, being refused', async () => {
  const { app, logIn, get, audited } = await withPicture();
  await logIn({ name: 'eva', password: 'wrong' });
  const cookie = `invigil_login=${(await logIn()).cookies[0]?.value}`;
  await get(PICTURE, { cookie });
  await get(PICTURE, { cookie });
  await get('/api/seats/r2/a1/timeline?from=1&to=2', { cookie });
  await get('/api/seats/r3/b1/timeline?from=1&to=2', { cookie });
  await get(`/api/evidence/${'0'.repeat(64)}`, { cookie });
  await app.inject({ method: 'POST', url: '/api/logout', headers: { ...HOST, cookie } });
  assert.deepEqual(
    (await audited()).map(({ actor, role, address, verb, subject }) => [actor, role, address, verb, subject]),
    [
      [null, null, 'console', 'user-added', 'Eva invigilator r2'],
      [null, null, 'console', 'user-added', 'Ann auditor'],
      ['eva', null, '127.0.0.1', 'sign-in-failed', 'the name or the password is wrong'],
      ['Eva', 'invigilator', '127.0.0.1', 'signed-in', 'Eva'],
      ['Eva', 'invigilator', '127.0.0.1', 'evidence-opened', `${sha256Hex(JPEG)} evidence`],
      ['Eva', 'invigilator', '127.0.0.1', 'record-read', 'r2/a1 timeline'],
      ['Eva', 'invigilator', '127.0.0.1', 'request-refused', 'r3/b1 timeline'],
      ['Eva', 'invigilator', '127.0.0.1', 'request-refused', `${'0'.repeat(64)} evidence`],
      ['Eva', 'invigilator', '127.0.0.1', 'signed-out', 'POST /api/logout'],
    ],
  );
});

test('shows nothing and does nothing that the audit log cannot take', async () => {
  const { app, cookie, get, disk, logIn, audited } = await withPicture();
  const headers = { cookie: await cookie() };
  const before = (await audited()).length;
  disk.isFull = true;
  const shown = await get(PICTURE, headers);
  assert.deepEqual([shown.statusCode, codeOf(shown)], [503, 'not-recorded']);
  assert.ok(!shown.rawPayload.includes(JPEG.subarray(4)), 'not a byte of the picture');
  assert.match(String(shown.headers['content-type']), /json/);
  assert.equal((await get('/api/incidents', headers)).statusCode, 503);
  assert.equal((await logIn()).statusCode, 503);
  assert.equal((await logIn()).cookies.length, 0);
  const out = await app.inject({ method: 'POST', url: '/api/logout', headers: { ...HOST, ...headers } });
  assert.equal(out.statusCode, 503);
  assert.equal((await get('/api/me', headers)).statusCode, 200, 'what is not told of goes on');
  disk.isFull = false;
  assert.deepEqual((await get(PICTURE, headers)).rawPayload, JPEG);
  assert.equal((await audited()).length, before + 1);
});

test('gives the auditor pages by time, name and kind, and the whole chain as lines', async () => {
  const { get, logIn, cookieOf, clock } = await withPicture();
  for (let i = 0; i < 5; i += 1) {
    clock.at += 1000;
    await logIn();
  }
  const headers = { cookie: await cookieOf('Ann') };
  const page = async (query: string) => AuditPage.parse((await get(`/api/audit?${query}`, headers)).json());
  const first = await page('verb=signed-in&limit=2');
  assert.deepEqual([first.entries.map(({ n }) => n), first.next], [[7, 6], 6]);
  assert.deepEqual(
    (await page(`verb=signed-in&limit=4&before=6`)).entries.map(({ n }) => n),
    [5, 4, 3],
  );
  assert.equal((await page(`actor=Eva&from=${clock.at}`)).entries.length, 1);
  assert.equal((await page(`to=${clock.at - 5000}`)).entries.length, 2);
  const lines = (await get('/api/audit/export', headers)).body.trimEnd().split('\n');
  const rows = lines.map((line) => AuditEntry.parse(JSON.parse(line)));
  const check = new ChainCheck();
  for (const row of rows) assert.equal(check.next(row), undefined);
  assert.equal(rows.at(-1)?.verb, 'audit-exported', 'the export tells of itself');
});

test('keeps rows from being changed, taken away or put between, and finds where somebody did', async () => {
  const { db, logIn } = await withPicture();
  for (let i = 0; i < 3; i += 1) await logIn();
  assert.deepEqual((await verifyAudit(db)).rows, 5);
  const forged = sql`(3, 1, null, null, null, 'signed-in', 'x', 1, ${'0'.repeat(64)}, ${'1'.repeat(64)})`;
  for (const statement of [
    sql`update audit set actor = 'Max'`,
    sql`delete from audit where n = 5`,
    sql`${sql.raw(replaceInto(db))} audit values ${forged}`,
    sql`insert into audit values (9, 1, null, null, null, 'signed-in', 'x', 1, '', '')`,
  ]) {
    await assert.rejects(statement.execute(db), /append-only|goes on at its end/);
  }
  await dropAuditGuards(db);
  await sql`update audit set actor = 'Max' where n = 3`.execute(db);
  assert.deepEqual((await verifyAudit(db)).broken, { n: 3, reason: 'its content is not what was hashed' });
  await sql`delete from audit where n = 2`.execute(db);
  assert.equal((await verifyAudit(db)).broken?.n, 2);
});
