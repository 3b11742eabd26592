import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BootId } from '@invigil/contract';
import { ManualClock, newBootId, systemClock } from './clock.js';

test('a sleep ends at once when its signal aborts', async () => {
  const stop = new AbortController();
  const started = performance.now();
  const sleep = systemClock.sleep(60_000, stop.signal);
  stop.abort();
  await sleep;
  await systemClock.sleep(60_000, stop.signal);
  assert.ok(performance.now() - started < 5000);
});

test('a manual clock wakes sleepers at their own time and in order', async () => {
  const clock = new ManualClock(1000);
  const woken: string[] = [];
  const sleeper = async (name: string, ms: number): Promise<void> => {
    await clock.sleep(ms);
    woken.push(`${name}@${clock.now()}`);
  };
  const twice = sleeper('early', 10).then(() => sleeper('again', 10));
  const all = Promise.all([sleeper('late', 30), twice]);
  await clock.advance(25);
  assert.deepEqual(woken, ['early@1010', 'again@1020']);
  await clock.advance(5);
  await all;
  assert.deepEqual(woken, ['early@1010', 'again@1020', 'late@1030']);
  assert.equal(clock.monotonic(), 30);
});

test('setting the wall clock lets no time pass', () => {
  const clock = new ManualClock(1000);
  clock.setNow(500);
  assert.equal(clock.now(), 500);
  assert.equal(clock.monotonic(), 0);
});

test('each boot gets its own id in the shape of the contract', () => {
  const ids = Array.from({ length: 100 }, newBootId);
  assert.equal(new Set(ids).size, 100);
  assert.ok(ids.every((id) => BootId.safeParse(id).success));
});
