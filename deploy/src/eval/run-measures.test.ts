import assert from 'node:assert/strict';
import { test } from 'node:test';
import { row } from '../bench/rows.js';
import { EvalError } from './eval-error.js';
import type { Measure } from './measure.js';
import { MEASURES, measuresNamed } from './measures.js';
import { runMeasures } from './run-measures.js';
import { benchOf } from './test-bench.js';

test('what is skipped is told with its reason, and the others go on', async () => {
  const measures: Measure[] = [
    { name: 'a', about: 'x', run: () => Promise.resolve({ skipped: 'no file' }) },
    { name: 'b', about: 'y', run: () => Promise.resolve({ rows: [row('r', 1, '', 1)], notes: ['n'] }) },
  ];
  const lines: string[] = [];
  const all = await runMeasures(measures, benchOf('/nowhere'), (line) => lines.push(line));
  assert.deepEqual(all.skipped, [{ measure: 'a', why: 'no file' }]);
  assert.deepEqual(all.notes, [{ measure: 'b', note: 'n' }]);
  assert.deepEqual(
    all.rows.map(({ name }) => name),
    ['r'],
  );
  assert.deepEqual(lines.slice(0, 3), ['a: x …', 'a: skipped, no file', 'b: y …']);
});

test('measures are chosen by name, in the table’s order, and an unknown name is refused', () => {
  assert.deepEqual(
    measuresNamed(['gaze', 'head-pose']).map(({ name }) => name),
    ['head-pose', 'gaze'],
  );
  assert.throws(
    () => measuresNamed(['gaze', 'age']),
    (error) => error instanceof EvalError && error.code === 'unknown-measure' && /age;/.test(error.message),
  );
});

test('no two measures share a name', () => {
  assert.equal(new Set(MEASURES.map(({ name }) => name)).size, MEASURES.length);
});
