import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MAX_PICTURE_BYTES } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import { AS_SEAT, HOST, JPEG, PASSWORD, codeOf, testServer } from '../test-server.js';

const TORN = JPEG.subarray(0, -30);

test('serves nothing without a log-in but /healthz and the log-in page', async () => {
  const { app, get } = await testServer();
  const paths = [
    '/',
    '/index.html',
    '/assets/app.js',
    '/api/me',
    '/api/incidents',
    '/api/live',
    '/api/docs',
    '/api/docs/json',
  ];
  const pictures = [
    '/api/evidence/' + 'a'.repeat(64),
    '/api/seats/r2/a1/preview',
    '/api/seats/r2/a1/tracks',
    '/api/seats/r2/a1/analysis?from=0&to=1',
    '/api/nothing',
    '/..%2fhub.sqlite',
  ];
  for (const url of [...paths, ...pictures]) {
    const response = await get(url);
    assert.equal(response.statusCode, 401, url);
    assert.equal(codeOf(response), 'not-signed-in');
  }
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    assert.equal((await app.inject({ method, url: '/api/incidents', headers: HOST })).statusCode, 401);
  }
  assert.deepEqual((await get('/healthz')).json(), { ok: true, version: '0.1.0' });
  assert.equal((await get('/login')).statusCode, 200);
  const page = await get('/seats/r2/a1?x=1', { accept: 'text/html' });
  assert.equal(page.headers.location, '/login?next=%2Fseats%2Fr2%2Fa1%3Fx%3D1');
});

test('signs in with a cookie that scripts cannot read, and out again', async () => {
  const { app, logIn, get } = await testServer();
  const answer = await logIn();
  assert.deepEqual(answer.json(), { name: 'Eva', role: 'invigilator', rooms: ['r2'] });
  const set = answer.cookies[0];
  assert.ok(set?.httpOnly === true && set.sameSite === 'Strict');
  const cookie = `invigil_login=${set.value}`;
  assert.equal((await get('/api/me', { cookie })).statusCode, 200);
  assert.equal((await get('/api/incidents', { cookie })).statusCode, 200);
  assert.match((await get('/', { cookie })).body, /the room/);
  assert.match((await get('/seats/r2/a1', { cookie, accept: 'text/html' })).body, /the room/);
  assert.equal((await get('/api/docs/json', { cookie })).statusCode, 200);
  const out = await app.inject({ method: 'POST', url: '/api/logout', headers: { ...HOST, cookie } });
  assert.equal(out.statusCode, 204);
  assert.equal((await get('/api/me', { cookie })).statusCode, 401);
});

test('refuses a wrong password and an unknown name alike', async () => {
  const { logIn } = await testServer();
  const answers = [
    await logIn({ name: 'eva', password: 'wrong' }),
    await logIn({ name: 'nobody', password: PASSWORD }),
  ];
  for (const answer of answers) {
    assert.equal(answer.statusCode, 401);
    assert.equal(codeOf(answer), 'wrong-credentials');
    assert.equal(answer.cookies.length, 0);
  }
  assert.equal(answers[0]?.body, answers[1]?.body);
  assert.equal((await logIn({ name: 'eva' })).statusCode, 400);
});

test('forgets a log-in when its time is over', async () => {
  const { cookie, get, clock } = await testServer();
  const mine = await cookie();
  clock.at += 3_600_001;
  assert.equal((await get('/api/me', { cookie: mine })).statusCode, 401);
});

test('slows down who tries passwords, by address and by name', async () => {
  const { logIn, app } = await testServer({ loginsPerMinute: 3 });
  for (let i = 0; i < 3; i += 1)
    assert.equal((await logIn({ name: 'eva', password: 'wrong' })).statusCode, 401);
  const refused = await logIn();
  assert.equal(refused.statusCode, 429);
  assert.equal(codeOf(refused), 'too-many-requests');
  const from = (remoteAddress: string, name: string, password: string) =>
    app.inject({
      method: 'POST',
      url: '/api/login',
      remoteAddress,
      headers: HOST,
      payload: { name, password },
    });
  for (let i = 0; i < 20; i += 1) await logIn({ name: 'eva', password: 'wrong' });
  assert.equal((await from('10.0.0.9', 'eva', PASSWORD)).statusCode, 200, 'one address locks nobody out');
  for (const address of ['10.0.0.10', '10.0.0.10', '10.0.0.10', '10.0.0.11', '10.0.0.11'])
    assert.equal((await from(address, 'Eva', 'wrong')).statusCode, 401);
  assert.equal((await from('10.0.0.12', 'EVA', PASSWORD)).statusCode, 429);
});

test('counts the addresses of one IPv6 network as one', async () => {
  const { app } = await testServer({ loginsPerMinute: 2 });
  const statuses: number[] = [];
  for (const host of ['1', '2', '3']) {
    const payload = { name: `user-${host}`, password: 'wrong' };
    const remoteAddress = `2001:db8::${host}`;
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/login',
      remoteAddress,
      headers: HOST,
      payload,
    });
    statuses.push(statusCode);
  }
  assert.deepEqual(statuses, [401, 401, 429]);
});

test('gives strangers an icon, and a refusal for an address that is none', async () => {
  const { get } = await testServer();
  const icon = await get('/icon.svg');
  assert.deepEqual([icon.statusCode, icon.headers['content-type']], [200, 'image/svg+xml']);
  assert.doesNotMatch(icon.body, /<script|http:\/\/(?!www\.w3\.org)/);
  assert.match((await get('/login')).body, /<link rel="icon" href="\/icon\.svg"/);
  assert.equal(codeOf(await get('/%zz')), 'bad-request');
});

test('refuses a U+0000 in an address and in words, and takes everything else as a text', async () => {
  const { cookie, get, logIn } = await testServer();
  const headers = { cookie: await cookie() };
  for (const url of ['/api/incidents?room=r2%00', `/api/evidence/${'a'.repeat(64)}%00`, '/x%00']) {
    assert.equal(codeOf(await get(url, headers)), 'bad-request', url);
  }
  for (const body of [
    { name: 'eva\0', password: PASSWORD },
    { name: 'eva', more: [{ 'a\0': 1 }] },
  ]) {
    assert.equal(codeOf(await logIn(body)), 'bad-request');
  }
  assert.equal((await logIn({ name: 'eva\u0001', password: PASSWORD })).statusCode, 401);
});

test('lets browsers keep for ever only what is named by its content', async () => {
  const { get, cookie } = await testServer();
  const headers = { cookie: await cookie() };
  assert.equal((await get('/index.html', headers)).headers['cache-control'], 'private, no-cache');
  assert.match(String((await get('/assets/app.js', headers)).headers['cache-control']), /immutable$/);
});

test('sends what the build packed to who reads it, with the same type, rules and name', async () => {
  const { cookie, dashboardDir, get } = await testServer();
  writeFileSync(join(dashboardDir, 'assets/app.js.gz'), 'packed');
  const headers = { cookie: await cookie(), 'accept-encoding': 'gzip, deflate' };
  const packed = await get('/assets/app.js', headers);
  assert.equal(packed.payload, 'packed');
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.match(String(packed.headers['content-type']), /javascript/);
  assert.match(String(packed.headers['cache-control']), /immutable$/);
  const plain = await get('/assets/app.js', { ...headers, 'accept-encoding': 'identity' });
  assert.deepEqual([plain.headers['content-encoding'], plain.payload === 'packed'], [undefined, false]);
});

test('opens no more live sockets for one log-in than a person needs', async () => {
  const { app, cookie } = await testServer();
  await app.ready();
  const headers = { ...HOST, cookie: await cookie(), origin: 'http://hub.test' };
  const open = () => app.injectWS('/api/live', { headers });
  const sockets = await Promise.all(Array.from({ length: 32 }, open));
  const [code] = await once(await open(), 'close');
  assert.equal(code, 1013);
  for (const socket of sockets) socket.terminate();
});

test('signs in by a plain form, goes where it was asked to, and nowhere else', async () => {
  const { logIn, get } = await testServer();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const send = (fields: Record<string, string>) =>
    logIn(Buffer.from(new URLSearchParams(fields).toString()), form);
  const good = await send({ name: 'eva', password: PASSWORD, next: '/seats/r2/a1' });
  assert.deepEqual([good.statusCode, good.headers.location], [303, '/seats/r2/a1']);
  const foreign = await send({ name: 'eva', password: PASSWORD, next: '//evil.test/' });
  assert.equal(foreign.headers.location, '/');
  const bad = await send({ name: 'eva', password: 'wrong', next: '/x' });
  assert.equal(bad.headers.location, '/login?error=wrong-credentials&next=%2Fx');
  assert.match(
    (await get('/login?error=wrong-credentials')).body,
    /role="alert">The name or the password is wrong/,
  );
  assert.equal((await send({ name: '' })).headers.location, '/login?error=bad-request&next=%2F');
  const page = await get('/login?next=%2F%22%3E%3Cscript%3E');
  assert.doesNotMatch(page.body, /<script/);
});

test('refuses changes and sockets from pages of another origin', async () => {
  const { app, logIn, cookie } = await testServer();
  assert.equal((await logIn(undefined, { origin: 'http://evil.test' })).statusCode, 403);
  assert.equal((await logIn(undefined, { origin: 'null' })).statusCode, 403);
  assert.equal((await logIn(undefined, { origin: 'http://hub.test' })).statusCode, 200);
  await app.ready();
  const headers = { ...HOST, cookie: await cookie(), origin: 'http://evil.test' };
  await assert.rejects(app.injectWS('/api/live', { headers }), /403/);
  await assert.rejects(app.injectWS('/api/live', { headers: HOST }), /401/);
});

test('feeds a page that is signed in, and cuts it off when it signs out', async () => {
  const { app, cookie } = await testServer();
  await app.ready();
  const headers = { ...HOST, cookie: await cookie(), origin: 'http://hub.test' };
  let got = '';
  const socket = await app.injectWS(
    '/api/live',
    { headers },
    {
      onInit: (client) =>
        client.once('message', (data: Buffer) => {
          got = data.toString();
        }),
    },
  );
  const closed = new Promise<number>((resolve) => {
    socket.once('close', resolve);
  });
  await app.inject({ method: 'POST', url: '/api/logout', headers });
  assert.equal(await closed, 1008);
  assert.match(got, /"type":"snapshot"/);
});

test('takes an evidence picture once, and shows it to people only', async () => {
  const { app, config, cookie, get } = await testServer();
  const sha256 = sha256Hex(JPEG);
  const put = () =>
    app.inject({ method: 'PUT', url: `/api/seat/evidence/${sha256}`, headers: AS_SEAT, payload: JPEG });
  assert.equal((await put()).statusCode, 201);
  assert.equal((await put()).statusCode, 200);
  assert.deepEqual(readdirSync(join(config.dataDir, 'evidence', sha256.slice(0, 2))), [`${sha256}.jpg`]);
  const shown = await get(`/api/evidence/${sha256}`, { cookie: await cookie() });
  assert.deepEqual(shown.rawPayload, JPEG);
  assert.equal(shown.headers['cache-control'], 'no-store', 'each look is recorded');
  assert.equal((await get(`/api/evidence/${sha256}`, AS_SEAT)).statusCode, 401);
});

test('refuses pictures that are too large, no JPEG, misnamed, or from a stranger', async () => {
  const { app, cookie, get } = await testServer();
  const put = (payload: Buffer, headers: object = {}, name = sha256Hex(payload)) =>
    app.inject({
      method: 'PUT',
      url: `/api/seat/evidence/${name}`,
      headers: { ...AS_SEAT, ...headers },
      payload,
    });
  const text = Buffer.from('no picture');
  const cases = [
    ['too-large', 413, await put(Buffer.concat([JPEG, Buffer.alloc(MAX_PICTURE_BYTES)]))],
    ['wrong-type', 415, await put(text)],
    ['unreadable', 422, await put(TORN)],
    ['wrong-type', 415, await put(JPEG, { 'content-type': 'application/json' })],
    ['hash-mismatch', 422, await put(JPEG, {}, 'a'.repeat(64))],
    ['bad-request', 400, await put(JPEG, {}, 'not-a-hash')],
    ['wrong-credentials', 401, await put(JPEG, { authorization: 'Bearer wrong' })],
    ['wrong-credentials', 401, await put(JPEG, { 'x-invigil-seat': 'north/r2/a2' })],
    ['wrong-credentials', 401, await put(JPEG, { authorization: '' })],
  ] as const;
  const kept = await get(`/api/evidence/${sha256Hex(TORN)}`, { cookie: await cookie() });
  assert.equal(kept.statusCode, 404, 'what was refused is not there');
  for (const [code, status, response] of cases) {
    assert.deepEqual([response.statusCode, codeOf(response)], [status, code]);
  }
});

test('shows the newest preview picture and keeps none for caches', async () => {
  const { app, cookie, get } = await testServer();
  const headers = { cookie: await cookie() };
  assert.equal((await get('/api/seats/r2/a1/preview', headers)).statusCode, 404);
  await app.inject({ method: 'PUT', url: '/api/seat/preview', headers: AS_SEAT, payload: JPEG });
  const shown = await get('/api/seats/r2/a1/preview?at=1', headers);
  assert.deepEqual([shown.statusCode, shown.headers['cache-control']], [200, 'no-store']);
  assert.deepEqual(shown.rawPayload, JPEG);
  assert.equal((await get('/api/seats/r2/a2/preview', headers)).statusCode, 404);
});

test('answers every fault of the caller with a refusal', async () => {
  const { cookie, get } = await testServer();
  const headers = { cookie: await cookie() };
  assert.equal(codeOf(await get('/api/seats/r2/a1/timeline?from=1', headers)), 'bad-request');
  assert.equal(codeOf(await get('/api/seats/r2/a1/timeline?from=2&to=1', headers)), 'bad-request');
  assert.equal(codeOf(await get('/api/seats/r2/zz/timeline?from=1&to=2', headers)), 'not-found');
  assert.equal(codeOf(await get('/api/incidents?limit=0', headers)), 'bad-request');
  assert.equal(codeOf(await get('/api/nothing', headers)), 'not-found');
});

test('refuses as any other fault a request that can’t be compared with its schema', async () => {
  const { app, logIn } = await testServer();
  const odd = { length: { toString: null } };
  const response = await logIn({ name: odd, password: odd });
  assert.deepEqual([response.statusCode, codeOf(response)], [400, 'bad-request']);
  const enrolling = await app.inject({
    method: 'POST',
    url: '/api/enrol',
    headers: HOST,
    payload: { csr: odd },
  });
  assert.deepEqual([enrolling.statusCode, codeOf(enrolling)], [400, 'bad-request']);
});

test('says that nothing is there while the dashboard is not built', async () => {
  const { dashboardDir, cookie, get } = await testServer();
  rmSync(join(dashboardDir, 'index.html'));
  const response = await get('/seats/r2/a1', { cookie: await cookie(), accept: 'text/html' });
  assert.deepEqual([response.statusCode, codeOf(response)], [404, 'not-found']);
});

test('a session of which nothing is stored has no certificate, and nobody is told so without a log-in', async () => {
  const { cookie, get } = await testServer();
  const path = '/api/seats/r2/a1/sessions/maths/certificate';
  assert.equal((await get(path)).statusCode, 401);
  const none = await get(path, { cookie: await cookie() });
  assert.deepEqual([none.statusCode, codeOf(none)], [404, 'not-found']);
  assert.equal(
    (await get('/api/seats/r2/a1/sessions/NO%20NAME/certificate', { cookie: await cookie() })).statusCode,
    400,
  );
});
