import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LookDirection, MinuteAnalysis, Policy } from '@invigil/contract';
import type { Observation } from '../observation.js';
import * as scenes from '../test-scene.js';
import { CALM, film, minutesOf, START, type Stretch } from '../test-scene.js';

const HEADS = {
  left: { yawDeg: -23 },
  right: { yawDeg: 27 },
  up: { pitchDeg: 12 },
  down: { pitchDeg: -38 },
} satisfies Record<LookDirection, object>;

function look(direction: LookDirection, forMs: number): Stretch {
  return { forMs, scene: { faces: [scenes.face(HEADS[direction])] } };
}

const calm = (forMs: number): Stretch => ({ forMs, scene: {} });

/** The only minute of a film of less than one. */
function only(...stretches: Stretch[]): MinuteAnalysis {
  const [minute, more] = minutesOf(film(...stretches));
  assert.ok(minute && !more);
  return minute;
}

function within(actual: number, expected: number, tolerance: number, what = ''): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual}, expected ${expected}`);
}

test('looks are counted by direction, with their time and the longest', () => {
  const { looks, watchedMs } = only(
    CALM,
    look('left', 800),
    calm(2000),
    look('left', 1600),
    calm(2000),
    look('right', 500),
    calm(2000),
    look('up', 1000),
    calm(1000),
    look('down', 3000),
    calm(2000),
  );
  assert.deepEqual(looks, {
    left: { count: 2, totalMs: 2400, longestMs: 1600 },
    right: { count: 1, totalMs: 500, longestMs: 500 },
    up: { count: 1, totalMs: 1000, longestMs: 1000 },
    down: { count: 1, totalMs: 3000, longestMs: 3000 },
  });
  // All of the film but the first seconds, in which the baseline is learnt.
  within(watchedMs, 18_900, 3000);
});

test('what is shorter than 300 ms, or one reading alone, is no look', () => {
  const brief = only(CALM, look('left', 200), calm(2000));
  assert.equal(brief.looks.left.count, 0);
  const rare = thinned(film(CALM, look('left', 100), calm(2000)), 1);
  const alone = rare.filter(({ capturedAt }) => capturedAt < START + 5700 || capturedAt > START + 6300);
  const left = film(CALM, look('left', 100))[60];
  assert.ok(left);
  const minutes = minutesOf([...alone, left].sort((a, b) => a.capturedAt - b.capturedAt));
  assert.equal(minutes[0]?.looks.left.count, 0);
});

test('a head that turns less than a signal asks for is a look, and eyes alone are', () => {
  const slight = { faces: [scenes.face({ yawDeg: 2 - 16 })] };
  assert.equal(only(CALM, { forMs: 1000, scene: slight }, calm(1000)).looks.left.count, 1);
  const eyes = { faces: [scenes.faceWith({ gaze: { x: 0.12, confidence: 0.9 } })] };
  assert.equal(only(CALM, { forMs: 1000, scene: eyes }, calm(1000)).looks.right.count, 1);
  const within = { faces: [scenes.face({ yawDeg: 2 - 12 })] };
  assert.equal(only(CALM, { forMs: 1000, scene: within }, calm(1000)).looks.left.count, 0);
});

test('a head that trembles at the limit is one look', () => {
  const edge = (passedMs: number) => ({
    faces: [scenes.face({ yawDeg: 2 - 15 - Math.sin(passedMs * 7) * 1.5 - 1 })],
  });
  assert.equal(only(CALM, { forMs: 6000, scene: edge }, calm(1000)).looks.left.count, 1);
});

test('a profile without a mesh is still the look that it began as', () => {
  const { looks } = only(
    CALM,
    look('right', 1000),
    { forMs: 2000, scene: { faces: [scenes.MASKED] } },
    calm(2000),
  );
  assert.equal(looks.right.count, 1);
  within(looks.right.totalMs, 3000, 100);
});

test('stays are counted by how long they lasted, where they ended', () => {
  const { dwell } = only(
    CALM,
    look('left', 800),
    calm(1500),
    look('left', 2500),
    calm(12_000),
    look('down', 6000),
  );
  assert.deepEqual(dwell.left, [1, 0, 1, 0, 0, 0]);
  assert.deepEqual(dwell.down, [0, 0, 0, 1, 0, 0]);
  // The first began when the baseline was learnt, 1–4 s after the beginning.
  assert.deepEqual(dwell.screen, [0, 1, 1, 0, 1, 0]);
});

test('a look over the end of a minute counts once, and its time goes to both', () => {
  const [first, second, third] = minutesOf(film(calm(57_000), look('left', 8000), calm(20_000)));
  assert.ok(first && second && !third);
  assert.deepEqual([first.looks.left.count, second.looks.left.count], [1, 0]);
  within(first.looks.left.totalMs, 3000, 100);
  within(second.looks.left.totalMs, 5000, 100);
  within(second.looks.left.longestMs, 8000, 100);
  assert.equal(second.from, first.to);
  assert.deepEqual(second.dwell.left, [0, 0, 0, 1, 0, 0]);
});

test('minutes are of the session’s own time, and a break ends one', () => {
  const minutes = minutesOf([
    ...film(calm(90_000)),
    ...film(calm(30_000)).map((each) => ({ ...each, capturedAt: each.capturedAt + 3_600_000 })),
  ]);
  const times = minutes.map(({ from, to }) => [(from - START) / 1000, (to - START) / 1000]);
  assert.deepEqual(times, [
    [0, 60],
    [60, 89.9],
    [3600, 3629.9],
  ]);
});

test('blind time is not watched, and ends what went on', () => {
  const { dwell, looks, watchedMs, readings } = only(
    CALM,
    look('left', 2000),
    { forMs: 5000, scene: 'no-frame' as const },
    look('left', 2000),
    { forMs: 5000, scene: { quality: scenes.LID } },
    calm(3000),
  );
  assert.deepEqual([looks.left.count, looks.left.longestMs], [2, 1950]);
  assert.deepEqual(dwell.left, [0, 2, 0, 0, 0, 0]);
  // Of 23 s, 10 are blind, and the baseline takes one or more to be learnt.
  within(watchedMs, 11_000, 2000);
  within(readings, watchedMs / 100, 5);
});

test('blinks are counted where frames are dense enough, and null where they are not', () => {
  const blinking = (passedMs: number) => ({
    faces: [scenes.faceWith({ eyes: { opening: passedMs % 4000 < 200 ? 0.06 : 0.4, confidence: 0.9 } })],
  });
  const full = film(CALM, { forMs: 40_000, scene: blinking });
  const [minute] = minutesOf(full);
  // The first begins with the stretch.
  assert.equal(minute?.blinks?.count, 10);
  assert.equal(minute.eyes.closedMs, 0);
  assert.equal(minutesOf(thinned(full, 2))[0]?.blinks, null);
  const unsure = { faces: [scenes.faceWith({ eyes: { opening: 0.4, confidence: 0.3 } })] };
  assert.equal(only(CALM, { forMs: 40_000, scene: unsure }).blinks, null);
});

test('eyes closed for longer than a blink are time, no blink', () => {
  const asleep = { faces: [scenes.faceWith({ eyes: { opening: 0.06, confidence: 0.9 } })] };
  const { blinks, eyes } = only(calm(30_000), { forMs: 4000, scene: asleep }, calm(2000));
  assert.equal(blinks?.count, 0);
  assert.equal(eyes.closedMs, 4000);
});

test('speech is measured by the time in which it is seen', () => {
  const { mouth } = only(calm(20_000), { forMs: 20_000, scene: scenes.talking }, calm(15_000));
  within(mouth.speakingMs, 20_000, 5000);
  within(mouth.watchedMs, 52_000, 6000);
});

test('what the policy does not ask for is not measured', () => {
  const off = { enabled: false };
  const policy = Policy.parse({
    conduct: { 'looking-away': off, 'gaze-off-screen': off, 'eyes-closed': off, speaking: off },
  });
  const [minute] = minutesOf(film(CALM, look('left', 5000), calm(30_000)), policy);
  assert.ok(minute);
  assert.deepEqual([minute.watchedMs, minute.eyes.watchedMs, minute.mouth.watchedMs], [0, 0, 0]);
  assert.deepEqual([minute.looks.left.count, minute.blinks], [0, null]);
});

/** Each n-th observation. */
function thinned(full: readonly Observation[], each: number): Observation[] {
  return full.filter((_, index) => index % each === 0);
}

test('the same film at 10, 5 and 3 frames a second gives the same looks', () => {
  const directions = ['left', 'right', 'up', 'down'] as const;
  const stretches = Array.from({ length: 60 }, (_, index): Stretch[] => {
    // From 0.7 s on, which at 3 frames a second makes two readings.
    const forMs = 700 + ((index * 370) % 2900);
    return [look(directions[index % 4] ?? 'left', forMs), calm(1300 + ((index * 530) % 4100))];
  });
  const full = film(CALM, ...stretches.flat());
  const sums = (each: number) =>
    directions.map((direction) => {
      const tallies = minutesOf(thinned(full, each)).map(({ looks }) => looks[direction]);
      return {
        count: tallies.reduce((sum, { count }) => sum + count, 0),
        totalMs: tallies.reduce((sum, { totalMs }) => sum + totalMs, 0),
        longestMs: Math.max(...tallies.map(({ longestMs }) => longestMs)),
      };
    });
  const dense = sums(1);
  for (const each of [2, 3]) {
    for (const [index, { count, longestMs, totalMs }] of sums(each).entries()) {
      const { count: looks = NaN, longestMs: longest = NaN, totalMs: total = NaN } = dense[index] ?? {};
      assert.equal(looks, 15);
      assert.equal(count, looks);
      within(longestMs, longest, each * 100, 'longest');
      within(totalMs / total, 1, 0.05, 'share of the time');
    }
  }
});

test('every minute is what the contract says, whatever is seen', () => {
  for (let shift = 0; shift < 20; shift += 1) {
    const wild = (passedMs: number) => ({
      faces: [
        scenes.face({
          yawDeg: 40 * Math.sin(passedMs * (0.001 + shift / 700)),
          pitchDeg: 40 * Math.cos(passedMs / (90 + shift)),
        }),
      ],
    });
    const observations = film(CALM, { forMs: 240_000, scene: wild }).filter(
      (_, index) => (index * (shift + 3)) % 11 > shift % 9,
    );
    for (const minute of minutesOf(observations)) {
      assert.deepEqual(MinuteAnalysis.parse(minute), minute);
      assert.ok(minute.from <= minute.to);
    }
  }
});
