import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, SessionPage, SessionReport } from '@invigil/contract';
import { BOOT, OTHER_BOOT, hashed, opened, riskAt, testSignal } from '../lib/testing.js';
import { bootId, insertRows, rowsOf, saveSessions } from '../store/events.js';
import { regroup } from '../store/incidents-of-seat.js';
import { keepPolicyText } from '../store/policy-texts.js';
import { saveSignal } from '../store/signals.js';
import { codeOf, testServer } from '../test-server.js';

const HOUR_MS = 3_600_000;

/** Sessions at r2/a1 (maths, later physics) and r3/b1 (=1+1 is no name, so: art). Ada administrates, Rex reviews, Eva watches r2. */
async function setUp() {
  const server = await testServer();
  const { clock, db, make } = server;
  await make({ name: 'Ada', role: 'admin' });
  await make({ name: 'Rex', role: 'reviewer' });
  await make({ name: 'Tom', role: 'technician' });
  const began = clock.at - 10 * HOUR_MS;
  for (const [seatId, boot, session, at] of [
    [1, BOOT, 'maths', began],
    [1, OTHER_BOOT, 'physics', began + 4 * HOUR_MS],
    [3, BOOT, 'art', began + HOUR_MS],
  ] as const) {
    const id = await bootId(db, seatId, boot);
    const signal = {
      ...testSignal({ startedAt: at + 1000, openedAt: at + 2000, endedAt: at + 3000 }),
      id: `${boot}-1`,
    };
    const events = [riskAt(1, at, 1, { session }), opened(2, signal, { session, at: at + HOUR_MS })];
    await insertRows(db, rowsOf({ seatId, bootId: id }, events.map(hashed), at));
    await saveSessions(db, id, [session]);
    await saveSignal(db, seatId, signal, false);
    await regroup(db, seatId, signal.id, 10_000);
  }
  const born = { seat_id: 1, boot: BOOT, policy_hash: 'e'.repeat(64), at: began, nets: '[]' };
  await db.insertInto('born').values(born).execute();
  await keepPolicyText(db, { hash: born.policy_hash, policy: Policy.parse({ id: 'mild' }) }, began);
  await db
    .updateTable('seat')
    .set({ state: 'online', session: 'physics', boot: OTHER_BOOT })
    .where('id', '=', 1)
    .execute();
  const as = async (name: string, path: string) => server.get(path, { cookie: await server.cookieOf(name) });
  const listed = async (name: string, query = '') => {
    const page = SessionPage.parse((await as(name, `/api/sessions${query}`)).json());
    return { ...page, names: page.sessions.map(({ room, seat, session }) => `${room}/${seat}/${session}`) };
  };
  return { ...server, as, began, listed };
}

test('lists sessions, those that began last first, page by page, of the rooms that somebody may see', async () => {
  const { listed } = await setUp();
  const all = ['r2/a1/physics', 'r3/b1/art', 'r2/a1/maths'];
  assert.deepEqual((await listed('Rex')).names, all);
  assert.deepEqual((await listed('Eva')).names, ['r2/a1/physics', 'r2/a1/maths']);
  const first = await listed('Rex', '?limit=2');
  assert.deepEqual(first.names, all.slice(0, 2));
  const second = await listed('Rex', `?limit=2&after=${encodeURIComponent(first.next ?? '')}`);
  assert.deepEqual([second.names, second.next], [all.slice(2), null]);
});

test('finds sessions by room, time and state', async () => {
  const { began, listed } = await setUp();
  assert.deepEqual((await listed('Rex', '?room=r3')).names, ['r3/b1/art']);
  assert.deepEqual((await listed('Rex', `?from=${began}&to=${began + 1}`)).names, ['r2/a1/maths']);
  assert.deepEqual((await listed('Rex', '?state=running')).names, ['r2/a1/physics']);
  assert.deepEqual((await listed('Rex', '?state=finished')).names, ['r3/b1/art', 'r2/a1/maths']);
  assert.deepEqual((await listed('Rex', '?state=held')).names, []);
  assert.equal((await listed('Rex', '?state=to-judge')).names.length, 3);
});

test('says of each how much was watched, what waits, and whether it is complete', async () => {
  const { listed } = await setUp();
  const { sessions } = await listed('Rex', '?room=r3');
  assert.deepEqual(
    sessions.map(({ complete, hold, incidents, running, watched }) => [
      complete,
      hold,
      incidents,
      running,
      watched,
    ]),
    // The events of these seats carry no hashes, and an hour passed without a word.
    [[false, null, { open: 1, judged: 0 }, false, 0]],
  );
});

test('is for who reads records, and is told to the audit log', async () => {
  const { as, audited } = await setUp();
  assert.equal(codeOf(await as('Tom', '/api/sessions')), 'forbidden');
  assert.equal(codeOf(await as('Eva', '/api/sessions?room=r3')), 'forbidden');
  assert.equal(codeOf(await as('Eva', '/api/seats/r3/b1/sessions/art/report')), 'forbidden');
  assert.equal(codeOf(await as('Eva', '/api/seats/r2/a1/sessions/maths/bundle')), 'forbidden');
  const ofEva = SessionReport.parse((await as('Eva', '/api/seats/r2/a1/sessions/maths/report')).json());
  assert.equal(ofEva.looks, null);
  assert.deepEqual(
    ofEva.policies.map(({ policy }) => policy?.id),
    ['mild'],
  );
  const page = await as('Ada', '/api/seats/r2/a1/sessions/maths/report.html');
  assert.match(String(page.headers['content-security-policy']), /^default-src 'none'/);
  const ofAda = SessionReport.parse((await as('Ada', '/api/seats/r2/a1/sessions/maths/report')).json());
  assert.deepEqual(
    ofAda.looks?.map(({ actor, subject }) => [actor, subject]),
    [
      ['Eva', 'r2/a1/maths report'],
      ['Ada', 'r2/a1/maths report.html'],
    ],
  );
  assert.equal((await as('Rex', '/api/seats/r2/a1/sessions/maths/bundle')).statusCode, 200);
  assert.equal((await as('Rex', '/api/seats/r2/a1/sessions/maths/bundle')).statusCode, 200);
  const handed = (await audited()).filter(({ verb }) => verb === 'bundle-exported');
  assert.deepEqual(
    handed.map(({ actor, subject }) => [actor, subject]),
    [
      ['Rex', 'r2/a1/maths bundle'],
      ['Rex', 'r2/a1/maths bundle'],
    ],
  );
  assert.equal(codeOf(await as('Ada', '/api/seats/r2/a1/sessions/none/report')), 'not-found');
});

test('tables have a line each, and no cell that a spreadsheet would run', async () => {
  const { app, as, cookieOf } = await setUp();
  const judged = await app.inject({
    method: 'POST',
    url: `/api/seats/r2/a1/incidents/${BOOT}-1/judgements`,
    headers: { host: 'hub.test', cookie: await cookieOf('Rex') },
    payload: { outcome: 'noted', reason: 'other', words: '=HYPERLINK("http://x";"look, here")', after: 0 },
  });
  assert.equal(judged.statusCode, 201);
  const sessions = await as('Rex', '/api/sessions.csv?state=finished');
  assert.match(String(sessions.headers['content-type']), /^text\/csv/);
  const lines = sessions.body.replace('\uFEFF', '').trimEnd().split('\r\n');
  assert.match(lines[0] ?? '', /^room,seat,session,from,to,running,watched_percent/);
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(',').slice(0, 3)),
    [
      ['r3', 'b1', 'art'],
      ['r2', 'a1', 'maths'],
    ],
  );
  const incidents = await as('Eva', '/api/incidents.csv');
  assert.ok(!incidents.body.includes('r3'), 'own rooms only');
  assert.ok(incidents.body.includes('"\'=HYPERLINK(""http://x"";""look, here"")"'), incidents.body);
});

test('writes the report, the bundle’s page and what was seen in the language that is asked for', async () => {
  const { as, cookieOf, get } = await setUp();
  const report = '/api/seats/r2/a1/sessions/maths/report.html';
  assert.match((await as('Rex', report)).body, /<html lang="en" dir="ltr">/);
  assert.match((await as('Rex', `${report}?lang=de-AT`)).body, /<html lang="de" dir="ltr">[^]*schaut weg/);
  const cookie = `${await cookieOf('Rex')}; invigil_language=de`;
  assert.match((await get(report, { cookie, 'accept-language': 'en' })).body, /<html lang="de"/);
  assert.equal(codeOf(await as('Rex', `${report}?lang=${'x'.repeat(99)}`)), 'bad-request');
  assert.match((await as('Rex', '/api/incidents.csv')).body, /,looks away/);
  const german = (await as('Rex', '/api/incidents.csv?lang=de')).body;
  assert.match(german, /^\uFEFFincident,room,seat,/);
  assert.match(german, /,schaut weg/);
});
