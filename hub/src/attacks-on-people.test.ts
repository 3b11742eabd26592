import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type AuditEntry, AuditPage, HUB_TLS_NAME } from '@invigil/contract';
import { WebSocket } from 'ws';
import { type Hub, startHub } from './app.js';
import { SILENT, tempFolder, testConfig, until } from './lib/testing.js';
import { initPki } from './pki/pki-folder.js';
import { requestOf } from './pki/test-seat.js';
import { type CallOptions, type Called, callHub } from './test-call.js';

/** Somebody at the room's network tries to be a person of the centre, or to be more than one is. */

const PASSWORD = 'long enough';
const dataDir = tempFolder();
const clock = { skew: 0, now: () => Date.now() + clock.skew };
let hub: Hub;
let ca = '';
let ada = '';
let eva = '';

before(async () => {
  await initPki(dataDir, { centre: 'north', names: ['localhost'], now: Date.now() });
  ca = readFileSync(join(dataDir, 'pki', 'ca.crt'), 'utf8');
  const config = testConfig({ dataDir, http: { port: 0, tls: 'auto' } });
  hub = await startHub(config, { log: SILENT, clock });
  await hub.addUser({ name: 'ada', role: 'admin', password: PASSWORD });
  await hub.addUser({ name: 'aud', role: 'auditor', password: PASSWORD });
  await hub.addUser({ name: 'eva', role: 'invigilator', rooms: ['r2'], password: PASSWORD });
  [ada, eva] = [await signIn('ada'), await signIn('eva')];
});
after(() => hub.stop());

const call = (path: string, options: CallOptions = {}): Promise<Called> =>
  callHub({ url: hub.url, ca }, path, options);
const get = (path: string, cookie: string, more: CallOptions = {}) =>
  call(path, { method: 'GET', ...more, headers: { ...more.headers, ...(cookie && { cookie }) } });

async function signIn(name: string): Promise<string> {
  const done = await call('/api/login', { body: { name, password: PASSWORD } });
  assert.equal(done.status, 200, done.body);
  return done.cookie.split(';')[0] ?? '';
}

/** Rows of the audit log of a kind, newest first. What a minute's refusals were counted to is written once it is over. */
async function told(verb: AuditEntry['verb']): Promise<AuditEntry[]> {
  const { body } = await get(`/api/audit?verb=${verb}&limit=1000`, ada);
  return AuditPage.parse(JSON.parse(body)).entries;
}

/** A new minute, so that what follows is written row by row. */
function nextMinute(): void {
  clock.skew += 61_000;
}

test('a page of another origin opens no socket and changes nothing, whoever is signed in there', async () => {
  nextMinute();
  for (const origin of ['https://evil.example', 'null', `${hub.url}.evil.example`, 'https://hub']) {
    const socket = new WebSocket(hub.url.replace('https', 'wss') + '/api/live', [], {
      agent: new Agent({ ca, servername: HUB_TLS_NAME }),
      headers: { cookie: ada, origin },
    });
    const error = await new Promise<Error>((resolve, reject) => {
      socket.once('error', resolve);
      socket.once('open', () => reject(new Error(`${origin} opened a socket`)));
    });
    assert.match(error.message, /403/);
    const changed = await call('/api/logout', { headers: { cookie: ada, origin } });
    assert.equal(changed.status, 403);
  }
  assert.equal((await get('/api/me', ada)).status, 200);
  const rows = await told('request-refused');
  for (const origin of ['https://evil.example', 'null'])
    assert.ok(
      rows.some(({ subject }) => subject.endsWith(`from ${origin}`)),
      origin,
    );
});

test('paths lead out of no folder, and no word of a request is SQL', async () => {
  const paths = [
    '/../../../../etc/passwd',
    '/..%2f..%2fhub.sqlite',
    '/%2e%2e/%2e%2e/hub.sqlite',
    '/assets/..%5c..%5chub.sqlite',
    '/api/evidence/..%2f..%2fhub.sqlite',
    `/api/evidence/${'a'.repeat(64)}%00.jpg`,
    '/api/seats/r2/..%2f..%2fa1/timeline?from=0&to=1',
    '/api/docs/static/..%2f..%2f..%2fpackage.json',
    '//etc/passwd',
  ];
  for (const path of paths) {
    const { body, status } = await get(path, ada);
    assert.ok(status === 400 || status === 404, `${path}: ${status}`);
    assert.doesNotMatch(body, /root:|SQLite format|"name": "/);
  }
  const words = [
    "' or 1=1 --",
    "a1'; drop table audit; --",
    '1; delete from user',
    'a1" union select * from user',
  ];
  for (const word of words) {
    const one = encodeURIComponent(word);
    for (const path of [
      `/api/incidents?room=${one}`,
      `/api/incidents?limit=${one}`,
      `/api/seats/r2/${one}/timeline?from=0&to=1`,
    ])
      assert.equal((await get(path, ada)).status, 400, path);
    // A name in the audit log may be any text: it is looked for, and found nowhere.
    const { body, status } = await get(`/api/audit?actor=${one}`, ada);
    assert.deepEqual([status, AuditPage.parse(JSON.parse(body)).entries], [200, []]);
    const login = await call('/api/login', { body: { name: word, password: word } });
    assert.ok(login.status === 401 || login.status === 429);
  }
  assert.equal((await get('/api/me', ada)).status, 200);
  assert.ok((await told('signed-in')).length >= 2, 'the tables are there');
});

test('a log-in takes over no session that was put there before', async () => {
  nextMinute();
  const planted = 'invigil_login=planted-by-somebody-else';
  assert.equal((await get('/api/me', planted)).status, 401);
  const done = await call('/api/login', {
    body: { name: 'eva', password: PASSWORD },
    headers: { cookie: planted },
  });
  assert.equal(done.status, 200);
  assert.match(done.cookie, /; HttpOnly; Secure; SameSite=Strict/);
  assert.ok(!done.cookie.includes('planted'));
  assert.equal((await get('/api/me', planted)).status, 401, 'what was planted is still nobody');
  const own = done.cookie.split(';')[0] ?? '';
  assert.equal((await call('/api/logout', { headers: { cookie: own } })).status, 204);
  assert.equal((await get('/api/me', own)).status, 401, 'what was signed out stays out');
  const rows = await told('request-refused');
  assert.ok(rows.filter(({ subject }) => subject.startsWith('a log-in that is none')).length >= 3);
});

test('nobody becomes more than one is', async () => {
  nextMinute();
  const more = { role: 'admin', rooms: ['r2', 'r3'], __proto__: { role: 'admin' } };
  const login = await call('/api/login', { body: { name: 'eva', password: PASSWORD, ...more } });
  assert.deepEqual(JSON.parse(login.body), { name: 'eva', role: 'invigilator', rooms: ['r2'] });
  const body = { old: PASSWORD, new: `${PASSWORD} too`, ...more };
  assert.equal((await call('/api/password', { method: 'PUT', body, headers: { cookie: eva } })).status, 204);
  assert.equal(JSON.parse((await get('/api/me', eva)).body).role, 'invigilator');
  const claims: Record<string, string>[] = [
    {},
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-invigil-seat': 'north/r2/a1', authorization: 'Bearer token-of-a1' },
  ];
  for (const headers of claims) {
    for (const path of ['/api/audit', '/api/audit/export', '/api/certificates'])
      assert.equal((await get(path, eva, { headers })).status, 403, path);
    assert.equal(
      (
        await call('/api/enrolment-tokens', {
          body: { room: 'r2', seat: 'a1' },
          headers: { ...headers, cookie: eva },
        })
      ).status,
      403,
    );
  }
  assert.equal((await get('/api/seats/r3/b1/timeline?from=0&to=1', eva)).status, 403);
  assert.equal(
    (await get('/api/incidents?room=r2&room=r3', eva)).status,
    403,
    'two rooms are a room that nobody has',
  );
  const rows = await told('request-refused');
  assert.ok(rows.filter(({ actor }) => actor === 'eva').length >= 10);
});

test('a token that was used enrols nobody again, and that is told', async () => {
  nextMinute();
  const body = { token: 'a-token-that-nobody-was-given', csr: 'x'.repeat(100) };
  assert.equal((await call('/api/enrol', { body })).status, 400, 'a request that is none costs no token');
  const { csr } = await requestOf('north/r2/a1');
  for (let i = 0; i < 3; i++)
    assert.equal((await call('/api/enrol', { body: { ...body, csr } })).status, 401);
  assert.equal((await told('enrolment-refused')).length, 3);
});

test('evidence is not found by guessing its hash', async () => {
  nextMinute();
  const guess = (i: number) => `/api/evidence/${i.toString(16).padStart(64, '0')}`;
  for (let i = 0; i < 60; i++) {
    assert.equal((await get(guess(i), '')).status, 401);
    assert.equal((await get(guess(i), eva)).status, 404);
  }
  nextMinute();
  await get(guess(99), eva);
  const rows = (await told('request-refused')).filter(({ subject }) => /evidence|counted/.test(subject));
  assert.ok(rows.reduce((sum, { count }) => sum + count, 0) >= 60, 'each of them is told or counted');
});

test(
  '10,000 guesses at a password are refused, look at few passwords, and are all counted in the audit log',
  { timeout: 300_000 },
  async () => {
    nextMinute();
    const before = (await told('sign-in-failed')).reduce((sum, { count }) => sum + count, 0);
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const statuses = new Map<number, number>();
    let left = 10_000;
    const guess = async (): Promise<void> => {
      while (left-- > 0) {
        const { status } = await call('/api/login', {
          agent,
          body: { name: 'ada', password: `guess ${left}` },
        });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 8 }, guess));
    agent.destroy();
    assert.equal((statuses.get(401) ?? 0) + (statuses.get(429) ?? 0), 10_000);
    assert.ok((statuses.get(401) ?? 0) <= 60, `${statuses.get(401)} passwords were looked at`);
    assert.equal((await get('/api/me', ada)).status, 200, 'who is signed in stays so');
    nextMinute();
    // The next refusal writes what was counted of the minute before.
    await get('/api/me', 'invigil_login=nobody');
    const after = await until('the count', async () => {
      const rows = await told('sign-in-failed');
      const sum = rows.reduce((all, { count }) => all + count, 0);
      return sum - before >= 10_000 ? { rows, sum } : undefined;
    });
    assert.equal(after.sum - before, 10_000);
  },
);
