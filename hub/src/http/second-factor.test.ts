import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecoveryCodes, TotpStart } from '@invigil/contract';
import { Secret, TOTP } from 'otpauth';
import { HOST, PASSWORD, codeOf, testServer } from '../test-server.js';

/** Eva with a second factor, and what her telephone shows. */
async function withFactor() {
  const server = await testServer();
  const { app, clock, logIn } = server;
  // The middle of a step, so that a test does not run over its end.
  clock.at = 1_800_000_015_000;
  const cookie = await server.cookie();
  const post = (url: string, payload: object, as = cookie) =>
    app.inject({ method: 'POST', url, headers: { ...HOST, cookie: as }, payload });
  const started = TotpStart.parse((await post('/api/totp', { password: PASSWORD })).json());
  const secret = Secret.fromBase32(started.secret);
  const shown = (steps = 0) =>
    TOTP.generate({ secret, algorithm: 'SHA1', digits: 6, period: 30, timestamp: clock.at + steps * 30_000 });
  const signIn = (code?: string) =>
    logIn({ name: 'eva', password: PASSWORD, ...(code !== undefined && { code }) });
  return { ...server, post, started, shown, signIn };
}

test('a second factor counts once a code of it was shown, and then each log-in needs one', async () => {
  const { audited, post, shown, signIn, started, clock } = await withFactor();
  assert.match(
    started.uri,
    /^otpauth:\/\/totp\/Invigil:Eva\?issuer=Invigil&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/,
  );
  assert.equal((await signIn()).statusCode, 200, 'not confirmed, it asks nothing');
  assert.equal(codeOf(await post('/api/totp/confirm', { code: '000000' })), 'forbidden');
  const { codes } = RecoveryCodes.parse((await post('/api/totp/confirm', { code: shown() })).json());
  assert.equal(new Set(codes).size, 8);
  const without = await signIn();
  assert.deepEqual([without.statusCode, codeOf(without)], [401, 'code-needed']);
  clock.at += 60_000;
  assert.equal((await signIn(shown())).statusCode, 200);
  const rows = await audited();
  assert.ok(rows.some(({ actor, verb }) => actor === 'Eva' && verb === 'totp-enabled'));
});

test('a code is good once, one step early or late, and no further', async () => {
  const { clock, post, shown, signIn } = await withFactor();
  const code = shown();
  await post('/api/totp/confirm', { code });
  assert.equal(codeOf(await signIn(code)), 'wrong-credentials', 'used to confirm');
  clock.at += 3_600_000;
  assert.equal((await signIn(shown(-1))).statusCode, 200);
  assert.equal((await signIn(shown(-1))).statusCode, 401, 'used');
  assert.equal(
    (await signIn(`${shown().slice(0, 3)} ${shown().slice(3)}`)).statusCode,
    200,
    'as people type it',
  );
  assert.equal((await signIn(shown(-1))).statusCode, 401, 'older than one that was used');
  clock.at += 3_600_000;
  assert.equal((await signIn(shown(2))).statusCode, 401);
  assert.equal((await signIn(shown(1))).statusCode, 200);
});

test('a recovery code stands in for it, once', async () => {
  const { clock, post, shown, signIn } = await withFactor();
  const { codes } = RecoveryCodes.parse((await post('/api/totp/confirm', { code: shown() })).json());
  const [first = '', second = ''] = codes;
  assert.equal((await signIn(first)).statusCode, 200);
  assert.equal((await signIn(first)).statusCode, 401);
  clock.at += 3_600_000;
  assert.equal((await signIn(second.toUpperCase())).statusCode, 200);
});

test('wrong codes are slowed down as wrong passwords are, and told', async () => {
  const { audited, clock, post, shown, signIn } = await withFactor();
  await post('/api/totp/confirm', { code: shown() });
  clock.at += 3_600_000;
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push((await signIn('12345'.padEnd(6, String(i)))).statusCode);
  assert.deepEqual(statuses, [401, 401, 401, 429, 429, 429]);
  assert.equal((await signIn(shown())).statusCode, 429, 'the right one waits too');
  clock.at += 60_000;
  assert.equal((await signIn(shown())).statusCode, 200);
  assert.ok(
    (await audited()).some(({ subject }) => subject.startsWith('the code of the second factor is wrong')),
  );
});

test('it is taken off with the password, or by an administrator, and that is told', async () => {
  const { app, audited, clock, cookieOf, make, post, shown, signIn } = await withFactor();
  await make({ name: 'Ada', role: 'admin' });
  await post('/api/totp/confirm', { code: shown() });
  const again = await post('/api/totp', { password: PASSWORD });
  assert.deepEqual([again.statusCode, codeOf(again)], [409, 'conflict'], 'one that counts is not replaced');
  assert.equal(codeOf(await post('/api/totp/off', { password: 'wrong' })), 'forbidden');
  assert.equal((await post('/api/totp/off', { password: PASSWORD })).statusCode, 204);
  assert.equal((await signIn()).statusCode, 200);

  const { secret } = TotpStart.parse((await post('/api/totp', { password: PASSWORD })).json());
  clock.at += 60_000;
  const code = TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: clock.at });
  assert.equal((await post('/api/totp/confirm', { code })).statusCode, 200);
  assert.equal(codeOf(await post('/api/users/Eva/totp/off', {})), 'forbidden');
  const asAda = await cookieOf('Ada');
  assert.equal((await post('/api/users/eva/totp/off', {}, asAda)).statusCode, 204);
  assert.equal((await post('/api/users/eva/totp/off', {}, asAda)).statusCode, 404);
  assert.equal((await signIn()).statusCode, 200);
  const off = (await audited()).filter(({ verb }) => verb === 'totp-disabled');
  assert.deepEqual(
    off.map(({ actor, subject }) => [actor, subject]),
    [
      ['Eva', 'Eva'],
      ['Ada', 'Eva'],
    ],
  );
  await app.close();
});

test('the log-in page asks for the code, and keeps asking', async () => {
  const { app, clock, get, post, shown } = await withFactor();
  await post('/api/totp/confirm', { code: shown() });
  clock.at += 3_600_000;
  const form = (fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/api/login',
      headers: { ...HOST, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        name: 'eva',
        password: PASSWORD,
        next: '/#/room/r2',
        ...fields,
      }).toString(),
    });
  const first = await form({});
  assert.equal(first.statusCode, 303);
  const page = await get(String(first.headers.location));
  assert.match(page.body, /name="code"/);
  assert.match(page.body, /value="eva"/);
  assert.doesNotMatch(page.body, /<script|name="new"/);
  const wrong = await form({ code: '000000' });
  assert.match((await get(String(wrong.headers.location))).body, /name="code"/);
  assert.equal((await form({ code: shown() })).headers.location, '/#/room/r2');
  assert.doesNotMatch((await get('/login?name=%22%3E%3Cscript%3E&asks=code')).body, /<script/);
});

test('a copy of the database holds no secret, and one that no longer opens fits no code', async () => {
  const { clock, db, post, shown, signIn, started } = await withFactor();
  const { codes } = RecoveryCodes.parse((await post('/api/totp/confirm', { code: shown() })).json());
  const { secret } = await db.selectFrom('totp').select('secret').executeTakeFirstOrThrow();
  const bytes = Buffer.from(secret, 'base64');
  assert.ok(!secret.includes(started.secret) && !bytes.includes(started.secret));
  clock.at += 60_000;
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await db
    .updateTable('totp')
    .set({ secret: bytes.toString('base64') })
    .execute();
  assert.equal((await signIn(shown())).statusCode, 401);
  clock.at += 60_000;
  assert.equal((await signIn(codes[0])).statusCode, 200, 'a recovery code stands in');
});
