import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detector } from '@invigil/models';
import { bySize } from './objects-by-size.js';

const DETECTOR: Detector = { head: 'nanodet', classes: ['person', 'cell phone'], thresholds: {} };
const square = (x: number, side: number) => ({ x, y: 0, width: side, height: side });
const LARGE = { least: 1000, most: Infinity };

test('what was told of an object of another size is neither right nor wrong', () => {
  const large = { className: 'Person', box: square(0, 40) };
  const small = { className: 'Person', box: square(100, 20) };
  // Larger than the small one, and yet it.
  const ofSmall = { classId: 0, score: 0.9, box: square(99, 25) };
  const ofLarge = { classId: 0, score: 0.8, box: square(0, 31) };
  const sized = bySize({ labelled: [large, small], told: [ofSmall, ofLarge] }, DETECTOR, LARGE);
  assert.deepEqual(sized, { labelled: [large], told: [ofLarge] });
});

test('what matches nothing counts by its own size, another class’s object is none of its', () => {
  const phone = { className: 'cell phone', box: square(0, 40) };
  const person = { classId: 0, score: 0.9, box: square(0, 40) };
  const small = { classId: 0, score: 0.8, box: square(200, 10) };
  const sized = bySize({ labelled: [phone], told: [person, small] }, DETECTOR, LARGE);
  assert.deepEqual(sized, { labelled: [phone], told: [person] });
});
