import assert from 'node:assert/strict';
import { test } from 'node:test';
import { medianOf, readSpans, surelyWithin } from './spans.js';
import { folderOf } from './test-bench.js';

test('spans are read in milliseconds; without their file there are none', (t) => {
  const { folder, remove } = folderOf({
    'clips/spans.tsv': 'file\tstart\tend\tlabel\na.mp4\t0.5\t2\tfront\n',
  });
  t.after(remove);
  assert.deepEqual(readSpans(folder), [{ file: 'a.mp4', startMs: 500, endMs: 2000, label: 'front' }]);
  assert.equal(readSpans(`${folder}/none`), undefined);
});

test('what lies within 0.4 s of a span’s edge is left out', () => {
  const span = { file: 'a', startMs: 1000, endMs: 2000, label: 'front' };
  const moments = [1399, 1400, 1600, 1601].map((atMs) => ({ atMs }));
  assert.deepEqual(
    surelyWithin(span, moments).map(({ atMs }) => atMs),
    [1400, 1600],
  );
});

test('the median of an even number is between the middle two', () => {
  assert.equal(medianOf([9, 1, 3, 2]), 2.5);
  assert.equal(medianOf([9, 1, 3]), 3);
  assert.ok(Number.isNaN(medianOf([])));
});
