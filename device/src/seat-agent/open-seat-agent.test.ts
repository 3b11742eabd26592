import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { type BehaviourStep, isAskedFor, Judge } from '@invigil/behaviour';
import { type EventBody, ExamFacts, Policy } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { TestHubHttp } from '../outbox/test-hub-http.js';
import { memoryLog } from '../outbox/test-log.js';
import { AgentConfig } from './agent-config.js';
import { AudioConfig } from './audio/audio-config.js';
import { openSeatAgent } from './open-seat-agent.js';
import { talk, until } from './test-agent.js';

type Written = Parameters<typeof Policy.parse>[0];

const STEP_MS = 500;

/** A machine with a hub, on which a seat's software may be started again and again over the same disk. */
async function setUp(t: TestContext) {
  const dataDir = mkdtempSync(join(tmpdir(), 'software-'));
  const http = await TestHubHttp.start();
  http.status = () => 404;
  t.after(async () => {
    await http.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const start = async (policy: Written = {}, port = 0) => {
    const clock = new ManualClock();
    const memory = memoryLog();
    const events: EventBody[] = [];
    const judge = new Judge({ boot: '0123456789abcdef', policy: withoutCamera(policy) });
    const software = await openSeatAgent({
      config: {
        seat: { centre: 'north', room: 'r1', seat: 'a1' },
        session: 'algebra',
        agent: AgentConfig.parse({ port, machine: false }),
        audio: AudioConfig.parse({}),
        dataDir,
      },
      hub: http.access,
      hubClock: { offsetAt: () => undefined },
      netsDir: '/nowhere',
      judge: {
        get policy() {
          return judge.policy;
        },
        tell: (report) => void (isAskedFor(judge.policy, report) && judge.tell(report)),
        challenge: (asked) => judge.challenge(asked),
        calibrate: (calibration) => judge.calibrate(calibration),
      },
      pace: { attend: () => undefined },
      newest: () => undefined,
      outbox: { appendAll: (bodies) => void events.push(...bodies) },
      hubOnline: () => true,
      lookedAt: () => false,
      clock,
      log: memory.log,
    });
    t.after(() => software.stop());
    const url = new URL(software.pageUrl ?? 'http://nowhere/');
    return {
      ...memory,
      clock,
      events,
      software,
      page: (more: { hangs?: boolean } = {}) =>
        talk({ port: Number(url.port), client: 'page', key: url.hash.slice('#key='.length), ...more }),
      facts: async () => ExamFacts.parse(await (await fetch(new URL('/exam', url))).json()),
      /** Lets time pass as a seat without a camera does, and gives what opened and closed in it. */
      pass: async (ms: number) => {
        const changes: { what: string; ms: number }[] = [];
        for (let passed = 0; passed < ms; passed += STEP_MS) {
          await clock.advance(STEP_MS);
          const step: BehaviourStep = judge.observe({ type: 'no-frame', capturedAt: clock.now() });
          software.see(undefined, step);
          for (const { signal, type } of step.changes)
            changes.push({ what: `${type} ${signal.kind}`, ms: passed + STEP_MS });
        }
        return changes;
      },
      apply: (wanted: Written): void => {
        judge.apply(withoutCamera(wanted));
        software.policyChanged();
      },
    };
  };
  return { http, dataDir, start };
}

function withoutCamera(policy: Written): Policy {
  return { ...Policy.parse(policy), camera: { enabled: false } };
}

test('a page that hangs is a coverage signal within ten seconds of its last word', async (t) => {
  const { start } = await setUp(t);
  const { page, pass } = await start();
  await (await page({ hangs: true })).hear('welcome');
  const changes = await pass(15_000);
  assert.deepEqual(
    changes.map(({ what }) => what),
    ['opened page-silent'],
  );
  assert.ok((changes[0]?.ms ?? Infinity) <= 10_000, String(changes[0]?.ms));
});

test('parts that the policy requires are missed from the start, also where nothing can listen; the others are not', async (t) => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  t.after(() => void taken.close());
  const at = taken.address();
  const { start } = await setUp(t);
  const required = { parts: { page: 'required' as const, editor: 'required' as const } };
  const deaf = await start(required, typeof at === 'object' && at !== null ? at.port : 0);
  assert.equal(deaf.software.pageUrl, undefined);
  assert.equal(deaf.count('can’t listen'), 1);
  for (const seat of [deaf, await start(required)]) {
    const opened = (await seat.pass(11_000)).map(({ what }) => what);
    assert.deepEqual(opened.toSorted(), ['opened editor-silent', 'opened page-silent']);
  }
  assert.equal(
    await deaf.software.show({ id: 'a', words: 'Look here.' }),
    'there is nothing here that shows messages',
  );
  assert.deepEqual(await (await start()).pass(11_000), []);
});

test('a seat that starts again in the midst of an exam misses the page that was there; after the end it does not', async (t) => {
  const { dataDir, start } = await setUp(t);
  const first = await start();
  const page = await first.page();
  await page.hear('welcome');
  page.say({
    type: 'checked-in',
    checkIn: {
      notice: null,
      language: 'en',
      camera: 'not-asked',
      identity: 'not-asked',
      calibration: 'not-asked',
      liveness: 'not-asked',
      microphone: 'not-asked',
    },
  });
  await until(() => first.events.length === 1);
  await first.software.stop();
  assert.match(readFileSync(join(dataDir, 'standing.json'), 'utf8'), /in-exam/);
  const second = await start();
  assert.deepEqual(
    (await second.pass(11_000)).map(({ what }) => what),
    ['opened page-silent'],
  );
  const back = await second.page();
  assert.equal((await back.hear('status'))?.status.stage, 'in-exam');
  assert.deepEqual(
    (await second.pass(STEP_MS)).map(({ what }) => what),
    ['closed page-silent'],
  );
  back.say({ type: 'checked-out' });
  back.say({ type: 'bye' });
  await until(() => second.events.length === 1);
  await second.software.stop();
  assert.deepEqual(await (await start()).pass(11_000), []);
});

test('another policy is told to the page with the facts that go with it', async (t) => {
  const { start } = await setUp(t);
  const { apply, facts, page } = await start();
  const client = await page();
  await client.hear('welcome');
  assert.ok((await facts()).watched.page.includes('page-hidden'));
  apply({ software: { 'page-hidden': { enabled: false } } });
  assert.equal((await client.hear('recorded'))?.recorded.kinds.includes('page-hidden'), false);
  const { steps, watched } = await facts();
  assert.deepEqual([watched.page.includes('page-hidden'), watched.camera, steps.camera], [false, [], false]);
});

test('when the hub says what it wants, it is asked for the exam within a second, and the page is told', async (t) => {
  const { http, start } = await setUp(t);
  const { facts, page, pass, software } = await start();
  await until(() => http.heard.length === 1);
  const client = await page();
  await client.hear('welcome');
  const exam = {
    exam: 'algebra',
    name: 'Algebra II',
    startsAt: 1_800_000_000_000,
    endsAt: 1_800_003_600_000,
  };
  const days = { evidence: 0, track: 0, record: 90 };
  http.status = () => 200;
  http.answer = () => JSON.stringify({ exam, notice: null, retention: { appealDays: 30, days } });
  await pass(2000);
  assert.equal(http.heard.length, 1, 'by itself it asks once a minute');
  software.hubSpoke();
  await pass(1000);
  await client.hear('recorded');
  assert.equal((await facts()).exam?.name, 'Algebra II');
});
