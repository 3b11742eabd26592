import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from './evidence.js';
import { Onset } from './onset.js';
import { Timeline } from './timeline.js';

const RULE = { enabled: true, onsetMs: 2000, offsetMs: 1000, minConfidence: 0.5 };
const YES: Evidence = { confidence: 0.9 };
const NO: Evidence = { confidence: 0 };

/** Feeds evidence at ten a second and returns when something was due, in ms. */
function run(evidence: readonly Evidence[], rule = RULE): string[] {
  const onset = new Onset(rule);
  const timeline = new Timeline();
  return evidence.flatMap((each, index) => {
    const due = onset.step(each, timeline.tick(index * 100));
    if (due === 'closed') return [`closed ${index * 100}, seen last ${onset.end()?.last.at}`];
    return due === 'opened' ? [`opened ${index * 100}`] : [];
  });
}

function times(count: number, evidence: Evidence): Evidence[] {
  return Array.from({ length: count }, () => evidence);
}

test('opens after the onset time and closes after the offset time, ending where it was last seen', () => {
  assert.deepEqual(run([...times(31, YES), ...times(20, NO)]), [
    'opened 2000',
    'closed 4000, seen last 3000',
  ]);
});

test('never opens for one sighting, however short the onset and long the step', () => {
  const onset = new Onset({ ...RULE, onsetMs: 200 });
  const timeline = new Timeline();
  const due = [NO, YES, NO, 'unknown' as const, YES, NO].map((each, index) =>
    onset.step(each, timeline.tick(index * 1000)),
  );
  assert.deepEqual(new Set(due), new Set(['nothing']));
});

test('ignores what is below the least confidence', () => {
  assert.deepEqual(run(times(60, { confidence: 0.49 })), []);
});

test('holds an open signal at a confidence a little below that which opened it', () => {
  assert.deepEqual(run([...times(21, YES), ...times(40, { confidence: 0.42 })]), ['opened 2000']);
  assert.equal(run([...times(21, YES), ...times(40, { confidence: 0.38 })]).length, 2);
});

test('still opens when one sighting in six is contradicted, and never when half of them are', () => {
  const mostly = times(120, YES).map((each, index) => (index % 6 === 5 ? NO : each));
  const half = times(300, YES).map((each, index) => (index % 10 >= 5 ? NO : each));
  assert.equal(run(mostly).length, 1);
  assert.deepEqual(run(half), []);
});

test('waits through unknown evidence without losing or gaining support', () => {
  const seen = [...times(16, YES), ...times(10, 'unknown'), ...times(10, YES)];
  assert.deepEqual(run([...times(30, NO), ...seen]), ['opened 6000']);
});

test('does not open while most of the onset window was unknown', () => {
  const sparse = times(600, 'unknown').map((each, index) => (index % 10 < 3 ? YES : each));
  assert.deepEqual(run(sparse), []);
});

test('stays open through a short blindness and closes after ten seconds of it', () => {
  assert.deepEqual(run([...times(21, YES), ...times(90, 'unknown'), ...times(5, YES)]), ['opened 2000']);
  assert.deepEqual(run([...times(21, YES), ...times(110, 'unknown')]), [
    'opened 2000',
    'closed 12100, seen last 2000',
  ]);
});

test('counts a vote from its first to its last hit, and the waiting between hits as nothing', () => {
  const onset = new Onset(RULE);
  const timeline = new Timeline();
  const first = timeline.tick(0);
  const hit = timeline.tick(800);
  onset.step({ confidence: 0.6, first, last: hit }, hit);
  for (let ms = 900; ms < 3700; ms += 100) {
    assert.equal(onset.step({ confidence: 0.6, first, last: hit }, timeline.tick(ms)), 'nothing');
  }
  assert.equal(onset.step({ confidence: 0.6 }, timeline.tick(3700)), 'opened');
  assert.deepEqual([onset.open?.first.at, onset.open?.seenMs], [0, 3700]);
});

test('counts each direction for itself, and another one as the end of the first and the beginning of the next', () => {
  const look = (direction: 'left' | 'right'): Evidence => ({ confidence: 0.9, direction });
  const glances = Array.from({ length: 12 }, (_, index) =>
    times(10, look(index % 2 === 0 ? 'left' : 'right')),
  );
  assert.deepEqual(run(glances.flat()), []);
  assert.deepEqual(run([...times(31, look('left')), ...times(40, look('right')), ...times(20, NO)]), [
    'opened 2000',
    'closed 4000, seen last 3000',
    'opened 5100',
    'closed 8000, seen last 7000',
  ]);
});

test('begins no signal before the one before it was seen last', () => {
  const look = (direction: 'left' | 'right'): Evidence => ({ confidence: 0.9, direction });
  const onset = new Onset(RULE);
  const timeline = new Timeline();
  const looks = [
    ...times(25, look('left')),
    ...times(9, look('right')),
    look('left'),
    ...times(30, look('right')),
  ];
  let endedAt = 0;
  for (const [index, each] of looks.entries()) {
    if (onset.step(each, timeline.tick(index * 100)) === 'closed') endedAt = onset.end()?.last.at ?? 0;
  }
  assert.equal(endedAt, 3400);
  assert.deepEqual([onset.open?.direction, onset.open?.first.at], ['right', 3500]);
});
