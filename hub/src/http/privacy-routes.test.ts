import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErasureReceipt, ReceiptList, RetentionList } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import { BOOT, riskAt, hashed } from '../lib/testing.js';
import { bootId, insertRows, rowsOf, saveSessions } from '../store/events.js';
import { AS_SEAT, HOST, JPEG, codeOf, testServer } from '../test-server.js';

const DAY_MS = 86_400_000;
const SESSION = '/api/seats/r2/a1/sessions/maths';
const REASON = { reason: 'appeal 2026-117' };

/** A session of a1 that is over for two days, with a picture; Ada and Bob are administrators, Rex reviews. */
async function setUp() {
  const server = await testServer();
  const { app, clock, db, make } = server;
  await make({ name: 'Ada', role: 'admin' });
  await make({ name: 'Bob', role: 'admin' });
  await make({ name: 'Rex', role: 'reviewer' });
  await make({ name: 'Ann', role: 'auditor' });
  const id = await bootId(db, 1, BOOT);
  const event = hashed(riskAt(1, clock.at, 1, { session: 'maths' }));
  await insertRows(db, rowsOf({ seatId: 1, bootId: id }, [event], clock.at));
  await saveSessions(db, id, ['maths']);
  const headers = { ...HOST, ...AS_SEAT, 'x-invigil-session': 'maths' };
  const url = `/api/seat/evidence/${sha256Hex(JPEG)}`;
  const put = () => app.inject({ method: 'PUT', url, headers, payload: JPEG });
  assert.equal((await put()).statusCode, 201);
  clock.at += 2 * DAY_MS;
  const post = async (name: string, path: string, payload?: object) =>
    app.inject({
      method: 'POST',
      url: `${SESSION}${path}`,
      headers: { ...HOST, cookie: await server.cookieOf(name) },
      ...(payload && { payload }),
    });
  const look = async (name: string, path: string) =>
    server.get(path, { cookie: await server.cookieOf(name) });
  return { ...server, look, post, put };
}

test('an administrator erases a session: the receipt is the answer, the picture is gone and is refused', async () => {
  const { audited, look, post, put } = await setUp();
  assert.equal(codeOf(await post('Ada', '/erase', { reason: '' })), 'bad-request');
  assert.equal(codeOf(await post('Rex', '/erase', REASON)), 'forbidden');
  const done = ErasureReceipt.parse((await post('Ada', '/erase', REASON)).json());
  assert.deepEqual(done.why, { cause: 'request', by: 'Ada', ...REASON });
  assert.deepEqual(done.counts, { keys: 1, pictures: 1, events: 1 });
  assert.equal((await look('Ada', `/api/evidence/${sha256Hex(JPEG)}`)).statusCode, 404);
  const again = await put();
  assert.deepEqual([again.statusCode, codeOf(again)], [410, 'erased']);
  assert.equal(codeOf(await post('Ada', '/erase', REASON)), 'not-found');
  const { receipts } = ReceiptList.parse((await look('Ann', '/api/receipts')).json());
  assert.deepEqual(receipts, [{ n: 1, whole: true, receipt: done }]);
  const told = (await audited()).filter(({ verb }) => ['erasure-asked', 'session-erased'].includes(verb));
  assert.deepEqual(
    told.map(({ actor, subject, verb }) => [verb, actor, subject]),
    [
      ['erasure-asked', 'Ada', 'r2/a1/maths erase'],
      ['session-erased', 'Ada', `r2/a1 maths evidence+track+record receipt ${done.hash}`],
      ['erasure-asked', 'Ada', 'r2/a1/maths erase'],
    ],
  );
});

test('a reviewer asks for a hold, an administrator confirms, and nobody alone ends it', async () => {
  const { audited, look, post } = await setUp();
  assert.equal((await post('Rex', '/hold', REASON)).statusCode, 204);
  assert.equal(codeOf(await post('Rex', '/hold/confirm')), 'forbidden');
  assert.equal((await post('Ada', '/hold/confirm')).statusCode, 204);
  assert.equal(codeOf(await post('Ada', '/erase', REASON)), 'conflict');
  const { sessions } = RetentionList.parse((await look('Rex', '/api/retention')).json());
  assert.deepEqual(
    sessions.map(({ hold, session }) => [session, hold?.state, hold?.askedBy, hold?.confirmedBy]),
    [['maths', 'held', 'Rex', 'Ada']],
  );
  assert.equal(codeOf(await post('Bob', '/hold/release/confirm')), 'conflict');
  assert.equal((await post('Ada', '/hold/release', REASON)).statusCode, 204);
  assert.equal(codeOf(await post('Ada', '/hold/release/confirm')), 'forbidden');
  assert.equal((await post('Bob', '/hold/release/confirm')).statusCode, 204);
  assert.equal((await post('Ada', '/erase', REASON)).statusCode, 200);
  const told = (await audited()).filter(({ verb }) => verb.startsWith('hold-'));
  assert.deepEqual(
    told.map(({ actor, subject, verb }) => [verb, actor, subject]),
    [
      ['hold-asked', 'Rex', 'r2/a1/maths'],
      ['hold-confirmed', 'Ada', 'r2/a1/maths'],
      ['hold-release-asked', 'Ada', 'r2/a1/maths'],
      ['hold-released', 'Bob', 'r2/a1/maths'],
    ],
  );
});

test('holds nothing that is not kept, and takes no session that is none', async () => {
  const { app, cookieOf, post } = await setUp();
  const headers = { ...HOST, cookie: await cookieOf('Ada') };
  const ask = (session: string) =>
    app.inject({
      method: 'POST',
      url: `/api/seats/r2/a1/sessions/${session}/hold`,
      headers,
      payload: REASON,
    });
  assert.equal(codeOf(await ask('physics')), 'not-found');
  assert.equal(codeOf(await ask('~ABC')), 'bad-request');
  assert.equal(codeOf(await post('Ada', '/hold/confirm')), 'conflict');
});

test('hands out a session as a ZIP to an administrator, told each time; shows everybody who is signed in the notice', async () => {
  const { audited, look } = await setUp();
  const path = `${SESSION}/export`;
  assert.equal((await look('Rex', path)).statusCode, 403);
  for (const _ of [1, 2]) {
    const zip = await look('Ada', path);
    assert.deepEqual([zip.statusCode, zip.headers['content-type']], [200, 'application/zip']);
    assert.equal(zip.rawPayload.subarray(0, 2).toString(), 'PK');
  }
  assert.equal((await look('Ada', '/api/seats/r2/a1/sessions/physics/export')).statusCode, 404);
  const told = (await audited()).filter(({ verb }) => verb === 'session-exported');
  assert.deepEqual(
    told.map(({ actor, subject }) => [actor, subject]),
    [
      ['Ada', 'r2/a1/maths export'],
      ['Ada', 'r2/a1/maths export'],
    ],
  );
  assert.deepEqual((await look('Ann', '/api/notice')).json(), { notice: null });
});
