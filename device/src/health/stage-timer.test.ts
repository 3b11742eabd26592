import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../lib/clock.js';
import { StageTimer } from './stage-timer.js';

function timer(): { clock: ManualClock; stages: StageTimer } {
  const clock = new ManualClock();
  return { clock, stages: new StageTimer(() => clock.monotonic()) };
}

test('a stage gives its result and its duration', async () => {
  const { clock, stages } = timer();
  const running = stages.timed('face', async () => {
    await clock.sleep(7);
    return 'two faces';
  });
  await clock.advance(7);
  assert.equal(await running, 'two faces');
  assert.deepEqual(stages.flush(), { face: { p50: 7, p95: 7, n: 1 } });
});

test('a stage that fails is timed too, and its error stays what it was', async () => {
  const { clock, stages } = timer();
  const fault = new Error('no such net');
  const running = stages.timed('face', async () => {
    await clock.sleep(3);
    throw fault;
  });
  const rejected = assert.rejects(running, fault);
  await clock.advance(3);
  await rejected;
  assert.deepEqual(stages.flush()['face'], { p50: 3, p95: 3, n: 1 });
});

test('median and 95th percentile are nearest ranks, whatever the order', () => {
  const { stages } = timer();
  for (let ms = 100; ms >= 1; ms--) stages.note('mesh', ms);
  for (const ms of [3, 1, 2]) stages.note('iris', ms);
  assert.deepEqual(stages.flush(), {
    mesh: { p50: 50, p95: 95, n: 100 },
    iris: { p50: 2, p95: 3, n: 3 },
  });
});

test('times are told in whole microseconds', () => {
  const { stages } = timer();
  stages.note('face', 1.234_567);
  assert.equal(stages.flush()['face']?.p50, 1.235);
});

test('each period stands alone', () => {
  const { stages } = timer();
  stages.note('face', 5);
  assert.equal(stages.flush()['face']?.n, 1);
  assert.deepEqual(stages.flush(), {});
});
