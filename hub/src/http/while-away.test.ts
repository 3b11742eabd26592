import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HealthzAway } from '@invigil/contract';
import { codeOf, testServer } from '../test-server.js';

const PAGE = { accept: 'text/html,application/xhtml+xml' };

test('while the database is away a monitor is told since when, and whoever asks for more is refused at once', async () => {
  const { app, away, clock, cookie, get } = await testServer();
  const headers = { cookie: await cookie() };
  away.since = clock.at - 60_000;
  const health = await get('/healthz');
  assert.equal(health.statusCode, 503);
  assert.deepEqual(HealthzAway.parse(health.json()), {
    ok: false,
    version: '0.1.0',
    away: [{ part: 'database', since: clock.at - 60_000 }],
  });
  for (const url of ['/api/me', '/api/incidents', '/api/seats/r2/a1/preview', '/api/live', '/api/nothing']) {
    const answer = await get(url, headers);
    assert.deepEqual([answer.statusCode, codeOf(answer)], [503, 'store-away'], url);
    assert.equal(answer.headers['retry-after'], '5');
  }
  const url = '/api/seats/r2/a1/incidents/aaaaaaaaaaaaaaaa-1/judgements';
  const payload = { outcome: 'cleared', reason: 'harmless', after: 0 };
  const judged = await app.inject({
    method: 'POST',
    url,
    payload,
    headers: { host: 'localhost', ...headers },
  });
  assert.deepEqual([judged.statusCode, codeOf(judged)], [503, 'store-away']);
  assert.equal((await get('/login.css')).statusCode, 200);
  away.since = null;
  assert.equal((await get('/api/me', headers)).statusCode, 200);
  assert.deepEqual((await get('/healthz')).json(), { ok: true, version: '0.1.0' });
});

test('a browser shows a page in the reader’s language, and nothing of the room', async () => {
  const { away, clock, get, logIn } = await testServer();
  away.since = clock.at;
  for (const url of ['/', '/rooms/r2', '/login']) {
    const page = await get(url, { ...PAGE, 'accept-language': 'de-AT' });
    assert.equal(page.statusCode, 503, url);
    assert.match(page.body, /^<!doctype html>\n<html lang="de"/);
    assert.match(page.body, /Datenbank der Zentrale ist seit \d/);
    assert.ok(page.body.includes(`href="${url}"`), 'the way back is the page that was asked for');
  }
  const odd = await get('/rooms/%22%3E%3Cscript%3E?x="><b>', PAGE);
  assert.doesNotMatch(odd.body, /<script|<b>/);
  const tried = await logIn({ name: 'eva', password: 'x' }, PAGE);
  assert.equal(tried.statusCode, 503);
  assert.match(tried.body, /href="\/"/);
});

test('a database that goes away in the midst of a request is told as such, also where the audit log waits for it', async () => {
  const { app, cookie, disk, get } = await testServer();
  const headers = { cookie: await cookie() };
  disk.isGone = true;
  const looked = await get('/api/seats/r2/a1/timeline?from=0&to=1', headers);
  assert.deepEqual([looked.statusCode, codeOf(looked)], [503, 'store-away']);
  Object.assign(disk, { isGone: false, isFull: true });
  const other = await get('/api/seats/r2/a1/timeline?from=0&to=1', headers);
  assert.equal(codeOf(other), 'not-recorded');
  await app.close();
});
