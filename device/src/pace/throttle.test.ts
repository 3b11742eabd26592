import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextThrottle, OPEN_THROTTLE, type Reading, type Throttle } from './throttle.js';

const BUDGET = { cpuShare: 0.5, temperatureC: 80 };
const COOL: Reading = { cpuShare: 0.1, temperatureC: null, tooSlow: false, resting: false };

/** A machine on which some of the use does not depend on the rates. Gives the throttle after each of `periods`. */
function runMachine(options: {
  periods: number;
  from?: Throttle;
  cpuAt?: (throttle: number, period: number) => number;
  temperatureAt?: (throttle: number) => number;
  /** How slowly the machine warms up, periods. */
  inertia?: number;
}): { throttles: Throttle[]; cpu: number[]; temperatures: number[] } {
  const { cpuAt = () => 0.1, from = OPEN_THROTTLE, inertia = 20, periods, temperatureAt } = options;
  const run = { throttles: [from], cpu: [cpuAt(from.value, 0)], temperatures: [45] };
  let throttle = from;
  let temperatureC = 45;
  for (let period = 0; period < periods; period++) {
    const cpuShare = cpuAt(throttle.value, period);
    if (temperatureAt) temperatureC += (temperatureAt(throttle.value) - temperatureC) / inertia;
    throttle = nextThrottle(
      throttle,
      { ...COOL, cpuShare, temperatureC: temperatureAt ? temperatureC : null },
      BUDGET,
    );
    run.throttles.push(throttle);
    run.cpu.push(cpuAt(throttle.value, period));
    run.temperatures.push(temperatureC);
  }
  return run;
}

/** How often the throttle's direction turned. */
function turns(throttles: readonly Throttle[]): number {
  const steps = throttles
    .slice(1)
    .map(({ value }, i) => Math.sign(value - (throttles[i]?.value ?? 0)))
    .filter((step) => step !== 0);
  return steps.slice(1).filter((step, i) => step !== steps[i]).length;
}

test('nothing is held back while the budget is kept', () => {
  assert.deepEqual(runMachine({ periods: 50 }).throttles.at(-1), OPEN_THROTTLE);
});

for (const atFull of [0.55, 0.7, 1, 2, 4]) {
  test(`a machine that would use ${atFull} of its cores keeps to half of them within 30 s, and stays there`, () => {
    const { cpu, throttles } = runMachine({ periods: 300, cpuAt: (value) => 0.05 + (atFull - 0.05) * value });
    const after = cpu.slice(15);
    assert.ok(Math.max(...after) <= 0.5, `${Math.max(...after)} of the cores after 30 s`);
    assert.ok((cpu.at(-1) ?? 0) >= 0.5 * 0.8, `only ${cpu.at(-1)} of the cores are used`);
    assert.ok(turns(throttles) <= 1, `it turned ${turns(throttles)} times`);
    assert.equal(throttles.at(-1)?.limit, 'cpu');
  });
}

test('use that swings within the dead band moves nothing', () => {
  const from: Throttle = { value: 0.5, limit: 'cpu' };
  const { throttles } = runMachine({
    periods: 100,
    from,
    cpuAt: (_, period) => 0.46 + 0.03 * (-1) ** period,
  });
  assert.deepEqual(new Set(throttles.map(({ value }) => value)), new Set([0.5]));
});

test('a budget that even the floors overrun shuts the throttle, in finite time', () => {
  const { throttles } = runMachine({ periods: 30, cpuAt: () => 0.9 });
  assert.deepEqual(throttles.at(-1), { value: 0, limit: 'cpu' });
});

test('once there is room it rises slowly, up to what is wanted', () => {
  const from: Throttle = { value: 0, limit: 'cpu' };
  const { throttles } = runMachine({ periods: 100, from });
  const steps = throttles.slice(1).map(({ value }, i) => value - (throttles[i]?.value ?? 0));
  assert.ok(Math.max(...steps) <= 0.011);
  assert.deepEqual(throttles.at(-1), OPEN_THROTTLE);
  assert.equal(throttles.at(-5)?.limit, 'cpu');
});

test('one period never cuts more than a fifth', () => {
  assert.equal(nextThrottle(OPEN_THROTTLE, { ...COOL, cpuShare: 4 }, BUDGET).value, 0.8);
});

for (const inertia of [5, 20, 60]) {
  test(`a hot machine cools down to its limit and stays within 5 °C below; it answers in ${inertia * 2} s`, () => {
    // 95 °C as wanted, 60 °C at the floors.
    const { temperatures, throttles } = runMachine({
      periods: 900,
      temperatureAt: (value) => 60 + 35 * value,
      inertia,
    });
    const settled = temperatures.slice(300);
    assert.ok(Math.max(...temperatures) < 85, `${Math.max(...temperatures)} °C`);
    assert.ok(Math.min(...settled) >= 75, `${Math.min(...settled)} °C`);
    assert.ok(Math.max(...settled) <= 80, `${Math.max(...settled)} °C`);
    assert.ok(turns(throttles) <= 2, `it turned ${turns(throttles)} times`);
    assert.equal(throttles.at(-1)?.limit, 'temperature');
  });
}

test('a machine that tells no temperature is never too hot', () => {
  assert.deepEqual(nextThrottle(OPEN_THROTTLE, { ...COOL, temperatureC: null }, BUDGET), OPEN_THROTTLE);
});

test('a missed floor is a processor that is short, whoever uses it', () => {
  assert.deepEqual(nextThrottle(OPEN_THROTTLE, { ...COOL, tooSlow: true }, BUDGET), {
    value: 0.8,
    limit: 'cpu',
  });
});

test('rest raises nothing: it says nothing about what higher rates would use', () => {
  const held: Throttle = { value: 0.4, limit: 'cpu' };
  assert.deepEqual(nextThrottle(held, { ...COOL, resting: true }, BUDGET), held);
  assert.ok(nextThrottle(held, { ...COOL, resting: true, cpuShare: 0.9 }, BUDGET).value < 0.4);
});
