import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GivenLogin, Refusal, UserList } from '@invigil/contract';
import { HOST, PASSWORD, testServer } from '../test-server.js';

type Server = Awaited<ReturnType<typeof testServer>>;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function peopled() {
  const server = await testServer();
  await server.make({ name: 'Ada', role: 'admin' });
  const cookie = await server.cookieOf('Ada');
  const ask = (method: Method, url: string, payload?: object, as = cookie) =>
    server.app.inject({ method, url, headers: { ...HOST, cookie: as }, ...(payload && { payload }) });
  const list = async () => UserList.parse((await ask('GET', '/api/users')).json()).users;
  const user = async (name: string) => (await list()).find((one) => one.name === name);
  return { ...server, ask, list, user };
}

const told = async (server: Pick<Server, 'audited'>) =>
  (await server.audited()).map(({ verb, subject }) => `${verb} ${subject}`);

test('lists who may sign in, with what an administrator must know of them', async () => {
  const server = await peopled();
  await server.logIn();
  const users = await server.list();
  assert.deepEqual(
    users.map(({ name }) => name),
    ['Ada', 'Eva'],
  );
  const eva = await server.user('Eva');
  assert.deepEqual([eva?.role, eva?.rooms, eva?.logins], ['invigilator', ['r2'], 1]);
  assert.equal(eva?.lastLoginAt, server.clock.at);
  assert.deepEqual([eva?.secondFactor, eva?.mustChangePassword, eva?.disabledAt], [false, false, null]);
});

test('adds a user, whose password is told once and must be changed first', async () => {
  const server = await peopled();
  const answer = await server.ask('POST', '/api/users', { name: 'Ina', role: 'invigilator', rooms: ['r2'] });
  const { password, user } = GivenLogin.parse(answer.json());
  assert.equal(answer.statusCode, 201);
  assert.deepEqual([user.name, user.rooms, user.mustChangePassword], ['Ina', ['r2'], true]);
  assert.match(password ?? '', /^.{16}$/);
  const me = await server.logIn({ name: 'ina', password });
  assert.equal(me.json<{ mustChangePassword?: boolean }>().mustChangePassword, true);
  assert.ok((await told(server)).includes('user-added Ina invigilator r2'));

  const given = await server.ask('POST', '/api/users', {
    name: 'Tim',
    role: 'technician',
    password: 'a given one',
  });
  assert.equal(GivenLogin.parse(given.json()).password, null);
  assert.equal((await server.logIn({ name: 'Tim', password: 'a given one' })).statusCode, 200);
});

test('refuses what is no user, and keeps nothing of it', async () => {
  const server = await peopled();
  const before = (await told(server)).length;
  const refused = [
    [{ name: 'eva', role: 'admin' }, 409],
    [{ name: ' ', role: 'admin' }, 400],
    [{ name: 'Ina', role: 'king' }, 400],
    [{ name: 'Ina', role: 'admin', rooms: ['r2'] }, 409],
    [{ name: 'Ina', role: 'invigilator', rooms: ['r9'] }, 400],
    [{ name: 'Ina', role: 'admin', password: 'short' }, 400],
    [{ name: 'Ina', role: 'admin', isBoss: true }, 400],
  ] as const;
  for (const [body, status] of refused) {
    const answer = await server.ask('POST', '/api/users', body);
    assert.equal(answer.statusCode, status, JSON.stringify(body));
    assert.ok(Refusal.safeParse(answer.json()).success);
  }
  assert.equal((await server.list()).length, 2);
  assert.equal((await told(server)).length, before + 1, 'only that the list was read');
});

test('a changed role counts at once, for pages that are open too', async () => {
  const server = await peopled();
  const eva = await server.cookie();
  await server.app.ready();
  const socket = await server.app.injectWS('/api/live', {
    headers: { ...HOST, cookie: eva, origin: 'http://hub.test' },
  });
  const closed = new Promise<number>((resolve) => {
    socket.once('close', resolve);
  });
  assert.equal((await server.ask('PUT', '/api/users/eva', { role: 'auditor', rooms: [] })).statusCode, 204);
  assert.equal(await closed, 1008);
  assert.equal((await server.get('/api/audit', { cookie: eva })).statusCode, 200);
  assert.equal((await server.get('/api/incidents', { cookie: eva })).statusCode, 403);
  assert.deepEqual((await server.user('Eva'))?.rooms, []);
  assert.ok((await told(server)).includes('user-changed Eva auditor'));
});

test('a password that was reset ends every log-in, and must be changed', async () => {
  const server = await peopled();
  const eva = await server.cookie();
  const answer = await server.ask('POST', '/api/users/EVA/password', {});
  const { password } = GivenLogin.parse(answer.json());
  assert.equal((await server.get('/api/me', { cookie: eva })).statusCode, 401);
  assert.equal((await server.logIn()).statusCode, 401);
  const me = (await server.logIn({ name: 'Eva', password })).json<{ mustChangePassword?: boolean }>();
  assert.equal(me.mustChangePassword, true);
  assert.ok((await told(server)).includes('password-reset Eva'));
  assert.doesNotMatch(JSON.stringify(await told(server)), new RegExp(password ?? 'none'));
});

test('who is disabled is signed out and stays out, with the right password too', async () => {
  const server = await peopled();
  const eva = await server.cookie();
  assert.equal((await server.ask('POST', '/api/users/Eva/disable')).statusCode, 204);
  assert.equal((await server.get('/api/me', { cookie: eva })).statusCode, 401);
  const refused = await server.logIn();
  assert.deepEqual([refused.statusCode, Refusal.parse(refused.json()).code], [401, 'wrong-credentials']);
  assert.equal((await server.user('Eva'))?.disabledAt, server.clock.at);
  assert.equal((await server.ask('POST', '/api/users/Eva/disable')).statusCode, 409);
  assert.equal((await server.ask('POST', '/api/users/Eva/enable')).statusCode, 204);
  assert.equal((await server.logIn({ name: 'Eva', password: PASSWORD })).statusCode, 200);
  const verbs = (await told(server)).filter((row) => /^user-(dis|en)abled/.test(row));
  assert.deepEqual(verbs, ['user-disabled Eva', 'user-enabled Eva']);
});

test('the last administrator stays one', async () => {
  const server = await peopled();
  const change = { role: 'reviewer', rooms: [] };
  assert.equal((await server.ask('PUT', '/api/users/Ada', change)).statusCode, 409);
  assert.equal((await server.ask('POST', '/api/users/Ada/disable')).statusCode, 409);
  await server.make({ name: 'Bea', role: 'admin' });
  await server.ask('POST', '/api/users/Bea/disable');
  assert.equal(
    (await server.ask('POST', '/api/users/Ada/disable')).statusCode,
    409,
    'one who is kept out is none',
  );
  await server.ask('POST', '/api/users/Bea/enable');
  assert.equal((await server.ask('PUT', '/api/users/Ada', change)).statusCode, 204);
  assert.equal((await server.ask('POST', '/api/users/Bea/disable')).statusCode, 403, 'Ada is none any more');
});

test('ends the log-ins of a user, and says of nobody that there is none', async () => {
  const server = await peopled();
  const [one, other] = [await server.cookie(), await server.cookie()];
  assert.equal((await server.ask('DELETE', '/api/users/eva/logins')).statusCode, 204);
  for (const cookie of [one, other]) assert.equal((await server.get('/api/me', { cookie })).statusCode, 401);
  for (const path of ['logins', 'disable', 'enable', 'totp/off', 'password']) {
    const method = path === 'logins' ? 'DELETE' : 'POST';
    const payload = path === 'password' ? {} : undefined;
    assert.equal((await server.ask(method, `/api/users/zoe/${path}`, payload)).statusCode, 404, path);
  }
});
