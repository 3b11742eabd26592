import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ExamFacts, Policy } from '@invigil/contract';
import { startTestAgent, until } from './test-agent.js';

const HAND = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';

test('keys are handed over by files that only owner and group read, and are gone after the end', async () => {
  const { agent, runDir, stop } = await startTestAgent();
  const url = readFileSync(join(runDir, 'page.url'), 'utf8').trim();
  assert.equal(url, agent.pageUrl);
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/#key=[0-9a-f]{64}$/);
  for (const name of ['page.url', 'editor.json', 'browser.json']) {
    assert.equal(statSync(join(runDir, name)).mode & 0o777, 0o640, name);
  }
  await agent.stop();
  assert.equal(existsSync(join(runDir, 'editor.json')), false);
  await stop();
});

test('each kind of client is let in with its own key and told what of its own is recorded', async () => {
  const { connect, keys, stop } = await startTestAgent();
  const page = await (await connect('page')).hear('welcome');
  const editor = await (await connect('editor')).hear('welcome');
  const browser = await (await connect('browser')).hear('welcome');
  assert.ok(page && editor && browser);
  assert.ok(page.recorded.kinds.includes('page-hidden'));
  assert.equal(page.browserKey, keys.browser);
  assert.equal(page.recorded.editing, false);
  assert.ok(editor.recorded.kinds.includes('bulk-insert') && editor.recorded.editing);
  assert.equal(editor.browserKey, undefined);
  assert.ok(!editor.recorded.kinds.includes('page-hidden'));
  assert.equal(browser.recorded.salt, page.recorded.salt);
  await stop();
});

test('the built page and the facts of the exam are served, and nothing beside them', async () => {
  const pageDir = mkdtempSync(join(tmpdir(), 'page-'));
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(pageDir, 'app.js'), 'void 0');
  const { port, stop } = await startTestAgent({ pageDir });
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const index = await get('/?x=1');
  assert.equal(await index.text(), '<!doctype html><title>page</title>');
  assert.match(index.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  assert.equal(index.headers.get('cache-control'), 'no-store');
  assert.equal(index.headers.get('x-content-type-options'), 'nosniff');
  assert.equal((await get('/app.js')).headers.get('content-type'), 'text/javascript; charset=utf-8');
  ExamFacts.parse(await (await get('/exam')).json());
  for (const path of ['/client', '/..%2f..%2fetc/passwd', '/editor.json', '/__proto__', '/exam/']) {
    assert.equal((await get(path)).status, 404, path);
  }
  assert.equal((await fetch(`http://127.0.0.1:${port}/exam`, { method: 'POST', body: 'x' })).status, 405);
  await stop();
});

test('what a client sees becomes reports of its own part, with times that can be true', async () => {
  const { connect, reports, stop } = await startTestAgent();
  const editor = await connect('editor');
  await editor.hear('welcome');
  const now = Date.now();
  editor.say({ type: 'began', kind: 'editor-blurred', at: now - 5000 });
  editor.say({ type: 'happened', kind: 'pasted-outside', at: now - 3_600_000, detail: { characters: 9 } });
  editor.say({ type: 'ended', kind: 'editor-blurred', at: now + 3_600_000 });
  await until(() => reports.length === 4);
  const [there, began, happened, ended] = reports;
  assert.equal(there?.type, 'there');
  assert.deepEqual(began, { type: 'began', source: 'editor', kind: 'editor-blurred', at: now - 5000 });
  assert.ok(happened?.type === 'happened' && happened.detail?.characters === 9);
  assert.ok(
    Math.abs(happened.at - (Date.now() - 60_000)) < 5000,
    'older than a minute is told as of a minute ago',
  );
  assert.ok(ended !== undefined && ended.at <= Date.now(), 'nothing ends in the future');
  await stop();
});

test('kinds of another client are refused, those that nobody asked for are passed over', async () => {
  const { connect, events, reports, seat, stop } = await startTestAgent();
  seat.policy = Policy.parse({ software: { 'text-copied': { enabled: false } } });
  const editor = await connect('editor');
  await editor.hear('welcome');
  editor.say({ type: 'happened', kind: 'page-reloaded', at: Date.now() });
  assert.equal((await editor.hear('refused'))?.reason, 'not-yours');
  editor.say({ type: 'hand-raised', hand: { id: HAND } });
  editor.say({ type: 'happened', kind: 'text-copied', at: Date.now() });
  editor.say({ type: 'happened', kind: 'bulk-insert', at: Date.now() });
  await until(() => reports.length === 2);
  assert.deepEqual(
    reports.map((report) => ('kind' in report ? report.kind : report.type)),
    ['there', 'bulk-insert'],
  );
  assert.deepEqual(events, []);
  await stop();
});

test('a hand is raised once, lowered by who raised it, and answered by a message that stands on the screen', async () => {
  const { agent, connect, events, stop } = await startTestAgent();
  const page = await connect('page');
  await page.hear('welcome');
  page.say({ type: 'hand-raised', hand: { id: HAND, words: 'the mouse' } });
  page.say({ type: 'hand-raised', hand: { id: '00000000-0000-4000-8000-000000000001' } });
  page.say({ type: 'hand-lowered', id: '00000000-0000-4000-8000-000000000001' });
  await until(() => page.heard.some((message) => message.type === 'status' && message.status.hand === HAND));
  assert.deepEqual(events, [{ type: 'hand-raised', hand: { id: HAND, words: 'the mouse' } }]);
  const before = page.heard.length;
  const answer = agent.show({
    id: 'aaaaaaaa-8a3c-4c1b-9d5e-2b7a90c1d3f4',
    words: 'I am coming.',
    hand: HAND,
  });
  const message = await page.hear('message', before);
  assert.equal(message?.words, 'I am coming.');
  page.say({ type: 'message-shown', id: message.id });
  assert.equal(await answer, undefined);
  await until(() => {
    const last = page.heard.findLast(({ type }) => type === 'status');
    return last?.type === 'status' && last.status.hand === null;
  });
  page.say({ type: 'hand-lowered', id: HAND });
  page.say({ type: 'checked-out' });
  await until(() => events.length === 2);
  assert.equal(events[1]?.type, 'checked-out');
  await stop();
});

test('a message that no page shows is not called shown', async () => {
  const { agent, connect, stop } = await startTestAgent();
  const message = { id: HAND, words: 'Look here.' };
  assert.equal(await agent.show(message), 'the candidate’s page is not open');
  const page = await connect('page');
  await page.hear('welcome');
  assert.equal(await agent.show(message), 'the candidate’s page did not say that it shows it');
  await stop();
});

test('another policy is told, and who it does not listen to is sent away', async () => {
  const { agent, connect, seat, stop } = await startTestAgent();
  const page = await connect('page');
  const editor = await connect('editor');
  await page.hear('welcome');
  await editor.hear('welcome');
  seat.policy = Policy.parse({ software: { 'page-hidden': { enabled: false } }, parts: { editor: 'off' } });
  agent.policyChanged();
  assert.equal((await page.hear('recorded'))?.recorded.kinds.includes('page-hidden'), false);
  assert.equal((await editor.hear('refused'))?.reason, 'not-wanted');
  await editor.closed;
  assert.equal((await (await connect('editor')).hear('refused'))?.reason, 'not-wanted');
  await stop();
});

test('pages, and nobody else, are told to ask for the facts again', async () => {
  const { agent, connect, stop } = await startTestAgent();
  const [editor, page] = [await connect('editor'), await connect('page')];
  await editor.hear('welcome');
  await page.hear('welcome');
  agent.factsChanged();
  assert.ok((await page.hear('recorded'))?.recorded.kinds.includes('page-hidden'));
  page.say({ type: 'copied', mark: 'ab'.repeat(32) });
  await editor.hear('copied');
  assert.equal(
    editor.heard.some(({ type }) => type === 'recorded'),
    false,
  );
  await stop();
});

test('what was copied in one program is known in the others, and in those that come later', async () => {
  const { connect, stop } = await startTestAgent();
  const [editor, page] = [await connect('editor'), await connect('page')];
  await editor.hear('welcome');
  await page.hear('welcome');
  const mark = 'ab'.repeat(32);
  editor.say({ type: 'copied', mark });
  assert.equal((await page.hear('copied'))?.mark, mark);
  const browser = await connect('browser');
  assert.equal((await browser.hear('copied'))?.mark, mark);
  assert.equal(
    editor.heard.some(({ type }) => type === 'copied'),
    false,
  );
  await stop();
});
