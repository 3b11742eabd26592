import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoginList } from '@invigil/contract';
import { HOST, PASSWORD, codeOf, testServer } from '../test-server.js';

type Server = Awaited<ReturnType<typeof testServer>>;

const send = (server: Server, method: 'DELETE' | 'PUT', url: string, cookie: string, payload?: object) =>
  server.app.inject({ method, url, headers: { ...HOST, cookie }, ...(payload && { payload }) });

async function open(server: Server, cookie: string) {
  await server.app.ready();
  const socket = await server.app.injectWS('/api/live', {
    headers: { ...HOST, cookie, origin: 'http://hub.test' },
  });
  const closed = new Promise<number>((resolve) => {
    socket.once('close', resolve);
  });
  return { socket, closed };
}

test('lists the own log-ins and ends one, with its open pages', async () => {
  const server = await testServer();
  await server.make({ name: 'Max', role: 'admin' });
  const [mine, other, foreign] = [await server.cookie(), await server.cookie(), await server.cookieOf('Max')];
  const page = await open(server, other);
  const list = async (cookie: string) =>
    LoginList.parse((await server.get('/api/logins', { cookie })).json()).logins;
  const logins = await list(mine);
  assert.deepEqual([logins.length, logins.filter(({ current }) => current).length], [2, 1]);
  assert.equal(logins[0]?.address, '127.0.0.1');
  const id = logins.find(({ current }) => !current)?.id ?? '';
  assert.equal((await send(server, 'DELETE', `/api/logins/${id}`, foreign)).statusCode, 404, 'not hers');
  assert.equal((await send(server, 'DELETE', `/api/logins/${id}`, mine)).statusCode, 204);
  assert.equal(await page.closed, 1008);
  assert.equal((await server.get('/api/me', { cookie: other })).statusCode, 401);
  assert.equal((await list(mine)).length, 1);
});

test('signs out everywhere', async () => {
  const server = await testServer();
  const cookies = [await server.cookie(), await server.cookie()];
  const page = await open(server, cookies[1] ?? '');
  assert.equal((await send(server, 'DELETE', '/api/logins', cookies[0] ?? '')).statusCode, 204);
  assert.equal(await page.closed, 1008);
  for (const cookie of cookies) assert.equal((await server.get('/api/me', { cookie })).statusCode, 401);
});

test('changes a password for who knows the old one, and ends the other log-ins', async () => {
  const server = await testServer();
  const [mine, other] = [await server.cookie(), await server.cookie()];
  const next = 'another long one';
  const change = (old: string) => send(server, 'PUT', '/api/password', mine, { old, new: next });
  assert.equal((await change('wrong')).statusCode, 403);
  assert.equal((await server.get('/api/me', { cookie: other })).statusCode, 200);
  assert.equal((await change(PASSWORD)).statusCode, 204);
  assert.equal((await server.get('/api/me', { cookie: mine })).statusCode, 200);
  assert.equal((await server.get('/api/me', { cookie: other })).statusCode, 401);
  assert.equal((await server.logIn()).statusCode, 401);
  assert.equal((await server.logIn({ name: 'Eva', password: next })).statusCode, 200);
  const guessed = [];
  for (let i = 0; i < 4; i += 1) guessed.push(codeOf(await change('wrong')));
  assert.deepEqual(
    guessed.slice(-1),
    ['too-many-requests'],
    'a stolen log-in guesses no faster than a stranger',
  );
  const verbs = (await server.audited()).map(({ verb }) => verb);
  assert.ok(verbs.includes('password-changed'));
});

test('takes no log-in from whoever sends one: each sign-in makes a secret of its own', async () => {
  const server = await testServer();
  const planted = 'A'.repeat(43);
  const answer = await server.logIn(undefined, { cookie: `invigil_login=${planted}` });
  assert.notEqual(answer.cookies[0]?.value, planted);
  assert.equal((await server.get('/api/me', { cookie: `invigil_login=${planted}` })).statusCode, 401);
});

test('sends headers that close the pages, and those of HTTPS only where it is HTTPS', async () => {
  const plain = await testServer();
  const page = await plain.get('/login');
  const policy = String(page.headers['content-security-policy']);
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(page.headers['strict-transport-security'], undefined);
  assert.equal(page.headers['x-content-type-options'], 'nosniff');
  assert.doesNotMatch(String((await plain.logIn()).headers['set-cookie']), /Secure/);
  assert.equal(
    (await plain.get('/api/me', { cookie: await plain.cookie() })).headers['cache-control'],
    'no-store',
  );
  const secure = await testServer({ publicUrl: 'https://hub.test' });
  assert.match(String((await secure.get('/login')).headers['strict-transport-security']), /max-age=31536000/);
  assert.match(String((await secure.logIn()).headers['set-cookie']), /Secure/);
});
