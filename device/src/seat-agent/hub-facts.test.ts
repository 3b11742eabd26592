import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import type { SeatExam } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { until } from '../outbox/test-hub.js';
import { TestHubHttp } from '../outbox/test-hub-http.js';
import { memoryLog } from '../outbox/test-log.js';
import { HubFacts } from './hub-facts.js';

const home = mkdtempSync(join(tmpdir(), 'hub-facts-'));
after(() => rmSync(home, { recursive: true }));

const START = 1_795_000_000_000;
const NOTICE = {
  hash: 'ab'.repeat(32),
  texts: {
    en: { controller: 'North', contact: 'x@north', legalBasis: 'law', howToObject: 'ask', text: 'watched' },
  },
};
const OPEN = { exam: 'algebra', name: 'Algebra II', startsAt: START, endsAt: START + 5_400_000 };
const TOLD: SeatExam = {
  exam: OPEN,
  notice: NOTICE,
  retention: { appealDays: 90, days: { evidence: 0, track: 0, record: 100 } },
};
const KNOWN = {
  exam: { name: 'Algebra II', address: null, startsAt: START, endsAt: START + 5_400_000 },
  notice: NOTICE,
  retention: TOLD.retention,
};
const ADDRESS = 'https://exam.example/algebra';
const NOTHING = { exam: null, notice: null, retention: null };
let files = 0;

/** A seat of a hub that answers what it is told to; `seat` begins anew over the same file. */
async function setUp(t: TestContext) {
  const http = await TestHubHttp.start();
  t.after(() => http.stop());
  const hub: { told: SeatExam; status: number; isOnline: boolean; offsetMs: number | undefined } = {
    told: TOLD,
    status: 200,
    isOnline: true,
    offsetMs: undefined,
  };
  http.status = () => hub.status;
  http.answer = () => JSON.stringify(hub.told);
  files += 1;
  const file = join(home, `${files}`, 'exam.json');
  const memory = memoryLog();
  const seat = (at = START - 60_000) => {
    const clock = new ManualClock(at);
    const changes: string[] = [];
    let asleep = false;
    const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
      asleep = true;
      await clock.sleep(ms, signal);
      asleep = false;
    };
    const facts = new HubFacts({
      file,
      hub: http.access,
      hubOnline: () => hub.isOnline,
      hubClock: {
        offsetAt: () =>
          hub.offsetMs === undefined ? undefined : { offsetMs: hub.offsetMs, uncertaintyMs: 1 },
      },
      onChanged: () => void changes.push(facts.now().exam?.name ?? 'none'),
      clock: { now: () => clock.now(), monotonic: () => clock.monotonic(), sleep },
      log: memory.log,
    });
    t.after(() => facts.stop());
    const isAsleep = () => until('it has its answer', () => asleep);
    /** Begins, and lets its first question be answered. */
    const start = async (): Promise<void> => {
      facts.start();
      await isAsleep();
    };
    /** Lets time pass second by second, and what is asked in it be answered. */
    const pass = async (seconds: number): Promise<void> => {
      for (let i = 0; i < seconds; i += 1) {
        await clock.advance(1000);
        await isAsleep();
      }
    };
    return { facts, changes, start, pass };
  };
  return { http, hub, file, seat, count: memory.count };
}

test('asks as the seat at the start, and tells the pages once', async (t) => {
  const { http, seat } = await setUp(t);
  const { changes, facts, pass, start } = seat();
  assert.deepEqual(facts.now(), NOTHING);
  await start();
  assert.deepEqual(facts.now(), KNOWN);
  const [asked] = http.heard;
  assert.deepEqual(
    [asked?.path, asked?.auth, asked?.seat],
    ['/api/seat/exam', 'Bearer a-token-of-the-test-seat', 'north/a/s1'],
  );
  await pass(130);
  assert.equal(http.heard.length, 3, 'every minute');
  assert.deepEqual(changes, ['Algebra II'], 'the same again changes nothing');
});

test('tells the pages when another exam is open, or none', async (t) => {
  const { hub, seat } = await setUp(t);
  const { changes, facts, pass, start } = seat();
  await start();
  hub.told = { ...TOLD, exam: null };
  await pass(62);
  assert.deepEqual([changes, facts.now().exam], [['Algebra II', 'none'], null]);
});

test('tells where the exam is written, and believes no address that a browser must not open', async (t) => {
  const { count, http, hub, seat } = await setUp(t);
  const { facts, pass, start } = seat();
  hub.told = { ...TOLD, exam: { ...OPEN, address: ADDRESS } };
  await start();
  assert.equal(facts.now().exam?.address, ADDRESS);
  const evil = { ...TOLD, exam: { ...OPEN, address: 'javascript:alert(1)' } };
  http.answer = () => JSON.stringify(evil);
  await pass(62);
  assert.equal(facts.now().exam?.address, ADDRESS, 'what was known stays');
  assert.equal(count('does not tell of the exam'), 1);
});

test('asks at once when the link comes back', async (t) => {
  const { http, hub, seat } = await setUp(t);
  const { facts, pass, start } = seat();
  hub.isOnline = false;
  hub.status = 503;
  await start();
  await pass(3);
  assert.deepEqual([http.heard.length, facts.now()], [1, NOTHING]);
  hub.isOnline = true;
  hub.status = 200;
  await pass(3);
  assert.deepEqual([http.heard.length, facts.now()], [2, KNOWN]);
});

test('gives times on the seat’s clock, in whole seconds, and tells them anew when the clocks part', async (t) => {
  const { hub, seat } = await setUp(t);
  const { changes, facts, pass, start } = seat();
  await start();
  hub.offsetMs = 90_300;
  await pass(2);
  assert.equal(facts.now().exam?.startsAt, START - 90_000);
  hub.offsetMs = 90_700;
  await pass(2);
  assert.equal(changes.length, 2, 'once for the answer, once for the clock');
});

test('knows after a start without the hub what it was told before', async (t) => {
  const { count, hub, seat } = await setUp(t);
  const first = seat();
  await first.start();
  hub.status = 404;
  const again = seat();
  await again.start();
  await again.pass(125);
  assert.deepEqual([again.facts.now(), again.changes], [KNOWN, []]);
  assert.equal(count('does not tell of the exam'), 1, 'one line, not one a minute');
});

test('an exam that is over by the next start is no more, the notice stays', async (t) => {
  const { hub, seat } = await setUp(t);
  const first = seat();
  await first.start();
  hub.status = 503;
  assert.deepEqual(seat(START + 5_400_001).facts.now(), { ...KNOWN, exam: null });
});

test('believes no file and no answer that is something else', async (t) => {
  const { count, file, http, seat } = await setUp(t);
  const first = seat();
  await first.start();
  writeFileSync(file, '{"exam":');
  http.answer = () => '{"exam":7}';
  const again = seat();
  await again.start();
  assert.deepEqual([again.facts.now(), count('does not tell of the exam')], [NOTHING, 1]);
});

test('a disk that takes nothing is told, and harms nothing', async (t) => {
  const { count, file, seat } = await setUp(t);
  writeFileSync(join(file, '..'), '');
  const { facts, start } = seat();
  await start();
  assert.deepEqual([facts.now(), count('not kept on the disk')], [KNOWN, 1]);
});
