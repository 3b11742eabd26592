import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Health, type Trouble } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { type Counters, HealthReport } from './health-report.js';
import { StageTimer } from './stage-timer.js';

const BOOT = '00000000000000ab';

type More = { pictures?: () => Health['pictures']; troubles?: () => Trouble[] };

function bench(counted: Counters = { captured: 0, faces: 0, objects: 0, dropped: 0 }, more: More = {}) {
  const clock = new ManualClock(5000);
  const stages = new StageTimer(() => clock.monotonic());
  const report = new HealthReport({
    boot: BOOT,
    clock,
    stages,
    counters: () => ({ ...counted }),
    outbox: () => ({ depth: 3, oldestMs: 250 }),
    pace: () => ({
      wanted: { faces: 10, detector: 3, objects: 1.5, identity: 0.5 },
      allowed: { faces: 7.333_333, detector: 2.2, objects: 1, identity: 0.1 },
      budget: 'cpu',
      resting: false,
      tooSlow: false,
      cpuShare: 0.493_827,
    }),
    ...more,
  });
  return { clock, counted, report, stages };
}

test('rates and drops are those of the period, not of the whole run', async () => {
  const { clock, counted, report } = bench({ captured: 1000, faces: 500, objects: 50, dropped: 90 });
  Object.assign(counted, { captured: 1150, faces: 550, objects: 57, dropped: 95 });
  await clock.advance(5000);
  const first = await report.write();
  assert.deepEqual(first.rates, { captured: 30, faces: 10, objects: 1.4 });
  assert.equal(first.dropped, 5);
  counted.captured += 10;
  await clock.advance(10_000);
  const second = await report.write();
  assert.deepEqual(second.rates, { captured: 1, faces: 0, objects: 0 });
  assert.equal(second.dropped, 0);
});

test('it has the contract’s shape, with the stages of the period and what waits in the outbox', async () => {
  const { clock, report, stages } = bench();
  stages.note('face', 8);
  await clock.advance(5000);
  const health = await report.write();
  assert.deepEqual(Health.parse(health), health);
  assert.equal(health.boot, BOOT);
  assert.equal(health.at, 10_000);
  assert.deepEqual(health.stages, { face: { p50: 8, p95: 8, n: 1 } });
  assert.deepEqual(health.outbox, { depth: 3, oldestMs: 250 });
  assert.ok(health.rssMb > 0);
  assert.deepEqual((await report.write()).stages, {});
});

test('rates follow the steady clock, also while the wall clock is set', async () => {
  const { clock, counted, report } = bench();
  counted.faces = 50;
  await clock.advance(5000);
  clock.setNow(1_000_000_000);
  assert.equal((await report.write()).rates.faces, 10);
});

test('a report right after another is finite', async () => {
  const { counted, report } = bench();
  await report.write();
  counted.faces = 0;
  const { rates } = await report.write();
  assert.deepEqual(rates, { captured: 0, faces: 0, objects: 0 });
});

test('it tells what the seat allows itself, and why, in figures that a person can read', async () => {
  const { report } = bench();
  assert.deepEqual((await report.write()).pace, {
    wanted: { faces: 10, detector: 3, objects: 1.5, identity: 0.5 },
    allowed: { faces: 7.3, detector: 2.2, objects: 1, identity: 0.1 },
    budget: 'cpu',
    resting: false,
    tooSlow: false,
    cpuShare: 0.494,
  });
});

test('it tells what the pictures were like and what the log says, and nothing where there is nothing', async () => {
  const trouble = { level: 'warn', message: 'upload waits for the hub', count: 2, at: 4000 } as const;
  const told: { pictures: Health['pictures']; troubles: Trouble[] } = { pictures: undefined, troubles: [] };
  const { report } = bench(undefined, { pictures: () => told.pictures, troubles: () => told.troubles });
  const silent = await report.write();
  assert.ok(!('pictures' in silent) && !('troubles' in silent));
  Object.assign(told, { pictures: { brightness: 0.45, faceHeight: 0.3 }, troubles: [trouble] });
  const health = await report.write();
  assert.deepEqual([health.pictures, health.troubles], [told.pictures, [trouble]]);
  assert.deepEqual(Health.parse(health), health);
});
