import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cocoClasses } from './coco-classes.js';
import { classNames, toldClasses } from './detector.js';

test('COCO has 80 classes, and what the seat tells stands at COCO’s places', () => {
  assert.equal(new Set(cocoClasses).size, 80);
  const thresholds = {
    person: { score: 0.4 },
    laptop: { score: 0.5 },
    screen: { score: 0.4 },
    phone: { score: 0.2 },
    book: { score: 0.3 },
  };
  assert.deepEqual(toldClasses({ classes: 'coco', thresholds }), [
    { classId: 0, label: 'person', leastScore: 0.4 },
    { classId: 62, label: 'screen', leastScore: 0.4 },
    { classId: 63, label: 'laptop', leastScore: 0.5 },
    { classId: 67, label: 'phone', leastScore: 0.2 },
    { classId: 73, label: 'book', leastScore: 0.3 },
  ]);
});

test('a detector with classes of its own is told by their names; a label without a threshold is not told', () => {
  const classes = ['Mobile phone', 'cup', 'Person'];
  assert.deepEqual(toldClasses({ classes, thresholds: { phone: { score: 0.25 } } }), [
    { classId: 0, label: 'phone', leastScore: 0.25 },
  ]);
  assert.deepEqual(classNames({ classes }), classes);
});
