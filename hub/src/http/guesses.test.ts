import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOST, PASSWORD, testServer } from '../test-server.js';
import { GuessDelay } from './guess-delay.js';

test('makes a name wait at an address, twice as long with each wrong password, and nowhere else', () => {
  const clock = { at: 0, now: () => clock.at };
  const delay = new GuessDelay(clock);
  const waits: number[] = [];
  for (let i = 0; i < 14; i += 1) {
    assert.equal(delay.begin('eva', '10.0.0.1'), 0);
    waits.push(delay.waitMs('eva', '10.0.0.1') / 1000);
    const waitMs = delay.waitMs('eva', '10.0.0.1');
    if (waitMs > 0) assert.equal(delay.begin('EVA', '10.0.0.1'), waitMs, 'and a try meanwhile adds nothing');
    clock.at += waitMs;
  }
  assert.deepEqual(waits, [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  assert.equal(delay.begin('eva', '10.0.0.2'), 0);
  delay.succeeded('eva', '10.0.0.1');
  assert.equal(delay.waitMs('eva', '10.0.0.1'), 0);
});

test('refuses 10,000 guesses from many places, in bounded memory and with a bounded audit log', async () => {
  const { app, clock, audited, logIn } = await testServer({ loginsPerMinute: 10 });
  // She has signed in from here before.
  assert.equal((await logIn()).statusCode, 200);
  const statuses = new Map<number, number>();
  for (let i = 0; i < 10_000; i += 1) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/login',
      remoteAddress: `10.0.0.${i % 7}`,
      headers: HOST,
      payload: { name: i % 3 === 0 ? 'eva' : `user-${i}`, password: `guess ${i}` },
    });
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
    if (i % 1000 === 999) clock.at += 60_000;
  }
  assert.deepEqual(
    [...statuses.keys()].sort((a, b) => a - b),
    [401, 429],
  );
  const mine = await logIn({ name: 'eva', password: PASSWORD });
  assert.equal(mine.statusCode, 200, 'no stranger locks her out of her own place');
  await app.close();
  const rows = (await audited()).filter(({ verb }) => verb === 'sign-in-failed');
  const told = rows.reduce((sum, { count }) => sum + count, 0);
  assert.equal(told, 10_000, 'each guess is counted');
  assert.ok(rows.length < 10 * 51, `${rows.length} rows`);
});

test('remembers at most 5,000 pairs of a name and an address', () => {
  const delay = new GuessDelay({ now: () => 0 });
  for (let i = 0; i < 10_000; i += 1) delay.begin(`user-${i}`, '10.0.0.1');
  assert.equal(delay.size, 5000);
});
