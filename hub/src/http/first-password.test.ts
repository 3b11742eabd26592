import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOST, PASSWORD, codeOf, testServer } from '../test-server.js';

async function withNewUser() {
  const server = await testServer();
  await server.make({ name: 'Ada', role: 'admin', mustChangePassword: true });
  return server;
}

test('who was given a password does nothing before it is changed', async () => {
  const { app, get, logIn } = await withNewUser();
  const done = await logIn({ name: 'ada', password: PASSWORD });
  assert.deepEqual(done.json(), { name: 'Ada', role: 'admin', mustChangePassword: true });
  const cookie = `invigil_login=${done.cookies[0]?.value}`;
  for (const path of ['/api/incidents', '/api/audit', '/api/logins', '/api/live', '/api/docs/json']) {
    const refused = await get(path, { cookie });
    assert.deepEqual([path, refused.statusCode, codeOf(refused)], [path, 403, 'password-change-needed']);
  }
  const page = await get('/', { cookie, accept: 'text/html' });
  assert.equal(page.headers.location, '/login?error=password-change-needed');
  assert.match((await get(page.headers.location ?? '')).body, /name="new"/);
  assert.equal((await get('/api/me', { cookie })).json().mustChangePassword, true);
  const put = (body: object) =>
    app.inject({ method: 'PUT', url: '/api/password', headers: { ...HOST, cookie }, payload: body });
  assert.equal(codeOf(await put({ old: PASSWORD, new: PASSWORD })), 'bad-request', 'it must be another');
  assert.equal((await put({ old: PASSWORD, new: 'one of my own' })).statusCode, 204);
  assert.equal((await get('/api/audit', { cookie })).statusCode, 200);
  assert.equal((await get('/api/me', { cookie })).json().mustChangePassword, undefined);
});

test('the log-in page takes the new password with the old one', async () => {
  const { app, audited, get, logIn } = await withNewUser();
  const form = (fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { ...HOST, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ name: 'ada', password: PASSWORD, next: '/', ...fields }).toString(),
    });
  const first = await form({});
  assert.equal(first.cookies.length, 0, 'nobody is signed in yet');
  assert.match(String(first.headers.location), /error=password-change-needed/);
  assert.match((await get(String(first.headers.location))).body, /name="new" type="password"/);
  for (const chosen of ['short', PASSWORD]) {
    const refused = await form({ new: chosen });
    assert.match(String(refused.headers.location), /error=bad-request.*asks=new/);
    assert.equal(refused.cookies.length, 0);
  }
  const done = await form({ new: 'one of my own' });
  assert.equal(done.headers.location, '/');
  assert.equal(
    (await get('/api/audit', { cookie: `invigil_login=${done.cookies[0]?.value}` })).statusCode,
    200,
  );
  assert.equal((await logIn({ name: 'ada', password: PASSWORD })).statusCode, 401, 'the old one is none');
  assert.ok((await audited()).some(({ subject, verb }) => verb === 'password-changed' && subject === 'Ada'));
});
