import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { test } from 'node:test';
import { type Outcome, rollOut } from './rollout.js';

const HOSTS = ['a', 'b', 'c', 'd', 'e', 'f'];
const PACE = { canary: true, atOnce: 2, stopAfter: 1 };

/** Runs with the results of some hosts; the others are done. Tells who began when how many were under way. */
async function run(results: Record<string, Outcome['result']>, pace = PACE) {
  const began: [host: string, underWay: number][] = [];
  let underWay = 0;
  const outcomes = await rollOut(
    HOSTS,
    async (host) => {
      underWay += 1;
      began.push([host, underWay]);
      await setTimeout(5);
      underWay -= 1;
      return { result: results[host] ?? 'done', said: '', seconds: 0 };
    },
    pace,
  );
  return { began, results: HOSTS.map((host) => outcomes.get(host)?.result) };
}

test('the canary is alone, and after it at most so many are under way', async () => {
  const { began, results } = await run({});
  assert.deepEqual(began.slice(0, 2), [
    ['a', 1],
    ['b', 1],
  ]);
  assert.equal(Math.max(...began.map(([, underWay]) => underWay)), 2);
  assert.deepEqual(new Set(results), new Set(['done']));
});

test('a canary that fails is the last', async () => {
  const { began, results } = await run({ a: 'failed' }, { ...PACE, stopAfter: 3 });
  assert.equal(began.length, 1);
  assert.deepEqual(results, ['failed', 'left', 'left', 'left', 'left', 'left']);
});

test('where the first is frozen the next is the canary', async () => {
  const { began, results } = await run({ a: 'frozen', b: 'failed' });
  assert.deepEqual(
    began.map(([host]) => host),
    ['a', 'b'],
  );
  assert.deepEqual(results.slice(0, 3), ['frozen', 'failed', 'left']);
});

test('none begins after so many failed; who is under way comes to an end', async () => {
  const { results } = await run({ b: 'failed' });
  assert.deepEqual(results, ['done', 'failed', 'done', 'left', 'left', 'left']);
  const lenient = await run({ b: 'failed', d: 'failed' }, { ...PACE, stopAfter: 3 });
  assert.deepEqual(lenient.results, ['done', 'failed', 'done', 'failed', 'done', 'done']);
});

test('without a canary all begin at once', async () => {
  const { began } = await run({}, { canary: false, atOnce: 6, stopAfter: 1 });
  assert.equal(Math.max(...began.map(([, underWay]) => underWay)), 6);
});
