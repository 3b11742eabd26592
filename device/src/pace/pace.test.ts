import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from '@invigil/behaviour';
import type { Signal } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { Pace } from './pace.js';

const WANTED = { faces: 10, detector: 3, objects: 1.5, identity: 0.5 };
const FLOORS = { faces: 5, objects: 1 };
const AT_FLOORS = { faces: 5, detector: 1.5, objects: 1, identity: 0.1 };
const NOTHING = { changes: [] };
const SIGNAL: Signal = {
  id: '00000000000000ab-1',
  kind: 'phone',
  source: 'camera',
  startedAt: 0,
  openedAt: 0,
  endedAt: null,
  confidence: 0.5,
};

function frame(change: number, objects: boolean): Observation {
  return {
    type: 'frame',
    capturedAt: 0,
    width: 848,
    height: 480,
    faces: [],
    objects: objects ? [] : null,
    quality: {
      brightness: 0.5,
      contrast: 0.2,
      sharpness: 100,
      change,
      edgeSteepness: 0.2,
      burntOut: 0,
      backgroundChange: null,
      repetition: null,
    },
    virtualCamera: false,
    tooSlow: false,
  };
}

/** A seat on two cores: so much processor time for each look, and as many looks as the machine is good for. */
function bench(options: { faceMs?: number; objectMs?: number; rest?: boolean } = {}) {
  const { faceMs = 8, objectMs = 20, rest = true } = options;
  const clock = new ManualClock();
  const machine: { processorMs: number; temperatureC: number | null; captured: number } = {
    processorMs: 0,
    temperatureC: null,
    captured: 0,
  };
  const pace = new Pace({
    wanted: WANTED,
    floors: FLOORS,
    budget: { cpuShare: 0.25, temperatureC: 80 },
    rest,
    clock,
    processorMs: () => machine.processorMs,
    cores: 2,
    temperatureC: () => Promise.resolve(machine.temperatureC),
    captured: () => machine.captured,
  });
  const stop = new AbortController();
  const running = pace.run(stop.signal);
  let objectsDue = 0;
  /** Looks for `seconds` as often as it is allowed to and the machine can. */
  async function look(
    seconds: number,
    seat: { change?: number; fps?: number; mostFaces?: number; objectsEnd?: boolean } = {},
  ) {
    const { change = 0.02, fps = 30, mostFaces = Infinity, objectsEnd = true } = seat;
    const until = clock.monotonic() + seconds * 1000;
    let frames = 0;
    while (clock.monotonic() < until - 1e-6) {
      const rates = pace.rates();
      const stepMs = 1000 / Math.min(rates.faces, fps, mostFaces);
      await clock.advance(stepMs);
      machine.captured += (fps * stepMs) / 1000;
      objectsDue += (rates.objects * stepMs) / 1000;
      const objects = objectsDue >= 1;
      if (objects) objectsDue -= 1;
      machine.processorMs += faceMs + (objects ? objectMs : 0);
      pace.note(frame(change, objects && objectsEnd), NOTHING);
      frames++;
    }
    return frames / seconds;
  }
  async function end() {
    stop.abort();
    await running;
  }
  return { clock, end, look, machine, pace };
}

test('it looks as often as wanted while the budget is kept, and says so', async () => {
  const { end, look, pace } = bench();
  assert.ok(Math.abs((await look(60)) - 10) < 0.2);
  const { cpuShare, ...state } = pace.state();
  assert.deepEqual(state, {
    wanted: WANTED,
    allowed: WANTED,
    budget: 'none',
    resting: false,
    tooSlow: false,
  });
  // 10 × 8 ms and 1.5 × 20 ms a second, on two cores.
  assert.ok(Math.abs(cpuShare - 0.055) < 0.01, `${cpuShare}`);
  await end();
});

test('on a slower machine it keeps to its budget, above the floors, without swinging', async () => {
  const { end, look, pace } = bench({ faceMs: 60, objectMs: 60 });
  await look(60);
  const { allowed, budget, tooSlow } = pace.state();
  assert.equal(budget, 'cpu');
  assert.equal(tooSlow, false);
  assert.ok(allowed.faces > 5 && allowed.faces < 9, `${allowed.faces} faces a second`);
  assert.equal(allowed.objects, 1);
  const seen: number[] = [];
  for (let i = 0; i < 60; i++) {
    await look(2);
    seen.push(pace.rates().faces);
    assert.ok(pace.state().cpuShare <= 0.26, `${pace.state().cpuShare} of the cores`);
  }
  assert.ok(Math.max(...seen) - Math.min(...seen) < 1, `${Math.min(...seen)}–${Math.max(...seen)} a second`);
  await end();
});

test('the floors come before the budget, and both are told', async () => {
  const { end, look, pace } = bench({ faceMs: 150, objectMs: 200 });
  await look(120);
  const { allowed, budget, cpuShare, tooSlow } = pace.state();
  assert.deepEqual(allowed, AT_FLOORS);
  assert.equal(budget, 'cpu');
  assert.ok(cpuShare > 0.25);
  assert.equal(tooSlow, false);
  await end();
});

test('it comes back once there is room', async () => {
  const { end, look, machine, pace } = bench();
  machine.temperatureC = 90;
  await look(240);
  assert.deepEqual(pace.rates(), AT_FLOORS);
  assert.equal(pace.state().budget, 'temperature');
  machine.temperatureC = 60;
  await look(20);
  assert.ok(pace.rates().faces < 6, 'not at once');
  await look(240);
  assert.deepEqual(pace.rates(), WANTED);
  assert.equal(pace.state().budget, 'none');
  await end();
});

test('a machine that can’t keep a floor is too slow, and well again when it can', async () => {
  const { end, look, pace } = bench();
  await look(20, { mostFaces: 3 });
  assert.equal(pace.tooSlow, true);
  await look(20);
  assert.equal(pace.tooSlow, false);
  await end();
});

test('looks for objects that never end make it too slow, however well faces do', async () => {
  const { end, look, pace } = bench();
  await look(20, { objectsEnd: false });
  assert.equal(pace.tooSlow, true);
  await end();
});

test('a pipeline that stands still is too slow as well', async () => {
  const { clock, end, machine, pace } = bench();
  for (let i = 0; i < 3; i++) {
    machine.captured += 60;
    await clock.advance(2000);
  }
  assert.equal(pace.tooSlow, true);
  await end();
});

test('a camera that gives fewer frames than the floor is no slow machine', async () => {
  const { end, look, pace } = bench();
  await look(60, { fps: 2 });
  assert.equal(pace.tooSlow, false);
  await end();
});

test('it rests at the floors while nothing changes, and wakes with the next frame', async () => {
  const { end, look, pace } = bench();
  await look(10, { change: 0.004 });
  assert.equal(pace.state().resting, true);
  assert.deepEqual(pace.rates(), AT_FLOORS);
  assert.equal(pace.tooSlow, false);
  pace.note(frame(0.05, false), NOTHING);
  assert.deepEqual(pace.rates(), WANTED);
  await end();
});

test('a frame that does not come wakes it', async () => {
  const { end, look, pace } = bench();
  await look(10, { change: 0.004 });
  pace.note({ type: 'no-frame', capturedAt: 0 }, NOTHING);
  assert.deepEqual(pace.rates(), WANTED);
  await end();
});

test('an open signal keeps it awake until it is closed', async () => {
  const { end, look, pace } = bench();
  pace.note(frame(0.004, false), { changes: [{ type: 'opened', signal: SIGNAL }] });
  await look(20, { change: 0.004 });
  assert.equal(pace.state().resting, false);
  pace.note(frame(0.004, false), { changes: [{ type: 'closed', signal: SIGNAL }] });
  await look(10, { change: 0.004 });
  assert.equal(pace.state().resting, true);
  await end();
});

test('while somebody is asked something it looks for faces as often as wanted, at rest or short of budget', async () => {
  const resting = bench();
  await resting.look(10, { change: 0.004 });
  resting.pace.attend(3000);
  assert.deepEqual(resting.pace.rates(), WANTED);
  await resting.look(2.9, { change: 0.004 });
  assert.deepEqual(resting.pace.rates(), WANTED);
  await resting.look(10, { change: 0.004 });
  assert.deepEqual(resting.pace.rates(), AT_FLOORS);
  await resting.end();

  const short = bench({ faceMs: 150, objectMs: 200 });
  await short.look(120);
  short.pace.attend(3000);
  assert.deepEqual(short.pace.rates(), { ...AT_FLOORS, faces: WANTED.faces, detector: WANTED.detector });
  await short.end();
});

test('a seat that is told not to rest does not', async () => {
  const { end, look, pace } = bench({ rest: false });
  await look(20, { change: 0.004 });
  assert.deepEqual(pace.rates(), WANTED);
  await end();
});
