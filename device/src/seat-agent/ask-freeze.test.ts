import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import type { SeatExam, SeatFreeze } from '@invigil/contract';
import { TestHubHttp } from '../outbox/test-hub-http.js';
import { askFreeze } from './ask-freeze.js';

const home = mkdtempSync(join(tmpdir(), 'ask-freeze-'));
after(() => rmSync(home, { recursive: true }));

const NOW = 1_795_000_000_000;
const HOUR = 3_600_000;
const FREE: SeatFreeze = { at: NOW, frozen: null, liftedUntil: null };
const FROZEN: SeatFreeze = { at: NOW, frozen: { since: NOW - HOUR, why: 'exam' }, liftedUntil: null };
const EXAM: SeatExam = {
  exam: { exam: 'algebra', name: 'Algebra II', startsAt: NOW - HOUR, endsAt: NOW + HOUR },
  notice: null,
  retention: { appealDays: 90, days: { evidence: 0, track: 0, record: 1 } },
};
let folders = 0;

/** A seat of a hub that says something. */
async function setUp(t: TestContext, told: SeatFreeze | number) {
  const http = await TestHubHttp.start();
  t.after(() => http.stop());
  http.status = () => (typeof told === 'number' ? told : 200);
  http.answer = () => JSON.stringify(told);
  const dataDir = mkdtempSync(join(home, `${(folders += 1)}-`));
  const keep = (text: string) => writeFileSync(join(dataDir, 'exam.json'), text);
  const ask = (session: string | null = null, now = NOW) =>
    askFreeze({ hub: http.access, dataDir, session, now });
  return { ask, http, keep };
}

test('goes by the word of its hub where that is heard', async (t) => {
  const { ask, http, keep } = await setUp(t, FREE);
  keep(JSON.stringify(EXAM));
  assert.equal((await ask('algebra')).frozen, false, 'what it knew before is over');
  assert.equal(http.heard[0]?.seat, 'north/a/s1', 'it asks as itself');
});

test('is frozen by its hub, until two administrators lift it', async (t) => {
  assert.equal((await (await setUp(t, FROZEN)).ask()).frozen, true);
  const lifted = await (await setUp(t, { ...FROZEN, liftedUntil: NOW + HOUR })).ask();
  assert.equal(lifted.frozen, false);
  assert.match(lifted.line, /two administrators until 2026-/);
});

test('without its hub it goes by the exam that it heard of last, and the time that candidates may have more', async (t) => {
  const { ask, http, keep } = await setUp(t, FREE);
  await http.stop();
  assert.equal((await ask()).frozen, false, 'it never heard of one');
  keep(JSON.stringify(EXAM));
  const { frozen, line } = await ask();
  assert.equal(frozen, true);
  assert.match(line, /an exam was open in this room/);
  assert.equal((await ask(null, NOW + 3 * HOUR - 1)).frozen, true, 'somebody may have more time');
  assert.equal((await ask(null, NOW + 3 * HOUR)).frozen, false);
  keep(JSON.stringify({ ...EXAM, exam: null }));
  assert.equal((await ask()).frozen, false);
  assert.equal((await ask('algebra')).frozen, true, 'it is configured for a session');
  keep('no JSON');
  assert.equal((await ask()).frozen, false);
});

test('a hub that refuses it, or is of before, has said nothing', async (t) => {
  for (const status of [401, 404, 500]) {
    const { ask } = await setUp(t, status);
    assert.equal((await ask()).frozen, false);
    const { frozen, line } = await ask('algebra');
    assert.equal(frozen, true);
    assert.match(line, new RegExp(`answers ${status}`));
  }
});
