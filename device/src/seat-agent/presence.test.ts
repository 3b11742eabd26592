import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { Policy, SILENT_AFTER_MS } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { startTestAgent, until } from './test-agent.js';

const LOOK_MS = 500;

/** A seat agent by a clock that is told to go, with what it told of its parts. */
async function setUp(t: TestContext, more: Parameters<typeof startTestAgent>[0] = {}) {
  const clock = new ManualClock();
  const agent = await startTestAgent({ clock, ...more });
  t.after(() => agent.stop());
  const presences = () =>
    agent.reports.flatMap(({ at, source, type }) =>
      type === 'there' || type === 'silent' || type === 'left' ? [{ type, source, at }] : [],
    );
  return {
    ...agent,
    clock,
    presences,
    /** How long it takes from now on until a part is told as silent, ms; undefined: longer than `mostMs`. */
    silentAfter: async (mostMs: number): Promise<number | undefined> => {
      const told = presences().length;
      for (let ms = LOOK_MS; ms <= mostMs; ms += LOOK_MS) {
        await clock.advance(LOOK_MS);
        if (presences()[told]?.type === 'silent') return ms;
      }
      return undefined;
    },
  };
}

test('a part that hangs is silent as of its last word, five seconds after it, and there again with its next', async (t) => {
  const { clock, connect, presences, silentAfter } = await setUp(t);
  const page = await connect('page', { hangs: true });
  await page.hear('welcome');
  const cameAt = clock.now();
  const ms = (await silentAfter(20_000)) ?? Infinity;
  assert.ok(ms > SILENT_AFTER_MS && ms <= SILENT_AFTER_MS + LOOK_MS, String(ms));
  assert.deepEqual(presences(), [
    { type: 'there', source: 'page', at: cameAt },
    { type: 'silent', source: 'page', at: cameAt },
  ]);
  assert.equal(await silentAfter(20_000), undefined, 'it is told once');
  page.say({ type: 'alive' });
  await until(() => presences().length === 3);
  assert.deepEqual(presences()[2], { type: 'there', source: 'page', at: clock.now() });
});

test('a part whose connection breaks is missed as one that hangs; one that takes its leave is not', async (t) => {
  const { connect, presences, silentAfter } = await setUp(t);
  const [editor, page] = [await connect('editor'), await connect('page')];
  await editor.hear('welcome');
  await page.hear('welcome');
  page.say({ type: 'bye' });
  await until(() => presences().some(({ type }) => type === 'left'));
  await page.close();
  await editor.close();
  assert.notEqual(await silentAfter(10_000), undefined);
  assert.equal(await silentAfter(20_000), undefined);
  assert.deepEqual(
    presences().map(({ source, type }) => `${type} ${source}`),
    ['there editor', 'there page', 'left page', 'silent editor'],
  );
});

test('a part that the policy requires is missed from the start, one that is welcome is not', async (t) => {
  const { presences, seat, silentAfter } = await setUp(t);
  assert.equal(await silentAfter(20_000), undefined);
  seat.policy = Policy.parse({ parts: { page: 'required' } });
  assert.equal(await silentAfter(20_000), LOOK_MS);
  assert.deepEqual(
    presences().map(({ source }) => source),
    ['page'],
  );
});

test('after a start in the midst of an exam the page that was there is missed, unless nobody listens to it', async (t) => {
  const standing = { read: () => ({ stage: 'in-exam' as const, hand: null }), write: () => undefined };
  let policy = Policy.parse({ parts: { page: 'off' } });
  const { presences, silentAfter } = await setUp(t, { more: { standing, policy: () => policy } });
  assert.equal(await silentAfter(5000), undefined);
  policy = Policy.parse({});
  assert.equal(await silentAfter(5000), LOOK_MS);
  assert.deepEqual(
    presences().map(({ source }) => source),
    ['page'],
  );
});

test('of two pages one may go or break off, and the part is there as long as the other is', async (t) => {
  const { connect, presences, silentAfter } = await setUp(t);
  const [first, second, third] = [await connect('page'), await connect('page'), await connect('page')];
  for (const one of [first, second, third]) await one.hear('welcome');
  first.say({ type: 'bye' });
  await second.close();
  await sleep(50);
  assert.deepEqual(
    presences().map(({ type }) => type),
    ['there'],
  );
  third.say({ type: 'bye' });
  await until(() => presences().at(-1)?.type === 'left');
  assert.equal(await silentAfter(20_000), undefined);
});

test('what two pages say holds until the last of them takes it back or is gone; a fifth is sent away', async (t) => {
  const { connect, reports } = await setUp(t);
  const kind = 'window-blurred';
  const [first, second] = [await connect('page'), await connect('page')];
  await first.hear('welcome');
  await second.hear('welcome');
  const types = () => reports.flatMap((one) => ('kind' in one && one.kind === kind ? [one.type] : []));
  first.say({ type: 'began', kind, at: 0 });
  await until(() => types().length === 1);
  second.say({ type: 'began', kind, at: 0 });
  await until(() => types().length === 2);
  first.say({ type: 'ended', kind, at: 0 });
  await sleep(50);
  assert.deepEqual(types(), ['began', 'began'], 'the other one still says so');
  await second.close();
  await until(() => types().at(-1) === 'ended');
  for (let i = 0; i < 3; i += 1) await (await connect('page')).hear('welcome');
  assert.equal((await (await connect('page')).hear('refused'))?.reason, 'too-many');
});

test('what held when the connection broke is unknown until the next one says what holds', async (t) => {
  const { clock, connect, reports } = await setUp(t);
  const [hidden, blurred] = ['page-hidden', 'window-blurred'] as const;
  const told = () => reports.flatMap((one) => ('kind' in one ? [`${one.type} ${one.kind}`] : []));
  const page = await connect('page');
  await page.hear('welcome');
  page.say({ type: 'began', kind: hidden, at: clock.now() });
  page.say({ type: 'began', kind: blurred, at: clock.now() });
  await until(() => told().length === 2);
  await clock.advance(1000);
  const lostAt = clock.now();
  await page.close();
  const again = await connect('page');
  await again.hear('welcome');
  again.say({ type: 'began', kind: hidden, at: clock.now() });
  await until(() => told().length === 3);
  await clock.advance(2500);
  assert.deepEqual(told(), [`began ${hidden}`, `began ${blurred}`, `began ${hidden}`, `ended ${blurred}`]);
  const ended = reports.at(-1);
  assert.equal(ended?.at, lostAt, 'as of the moment at which it was seen last');
});
