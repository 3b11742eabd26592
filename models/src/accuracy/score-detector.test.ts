import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detector } from '../detector.js';
import { scoreDetector } from './score-detector.js';

const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
const told = (classId: number, x: number, score: number) => ({ classId, score, box: box(x) });
const detector: Detector = {
  head: 'detr',
  classes: ['mobile phone', 'cup', 'Person'],
  thresholds: { phone: { score: 0.3 } },
};

test('classes meet by what they mean; one that is not labelled, or not known, does not count', () => {
  const score = scoreDetector(detector, [
    {
      labelled: [
        { className: 'cell phone', box: box(0) },
        { className: 'person', box: box(50) },
        { className: 'giraffe', box: box(90) },
      ],
      told: [told(0, 0, 0.5), told(1, 50, 0.9), told(2, 80, 0.9)],
    },
  ]);
  // Phone 1, person 0; nobody labelled a cup and nothing here knows giraffes.
  assert.deepEqual([score.map50, score.classes], [0.5, 2]);
  assert.deepEqual(
    score.labels.map(({ label, uncut }) => [label, uncut.averagePrecision]),
    [
      ['person', 0],
      ['phone', 1],
    ],
  );
});

test('precision and recall are told from each step of the ladder on, and from the passport’s', () => {
  const phones = [0, 50].map((x) => ({ className: 'phone', box: box(x) }));
  const score = scoreDetector(detector, [
    { labelled: phones, told: [told(0, 0, 0.5), told(0, 90, 0.35), told(0, 50, 0.2)] },
  ]);
  const [{ atPassport, ladder }] = score.labels;
  const about = (score_: number) => {
    const step = ladder.find((one) => one.score === score_);
    return [step?.told, step?.precision, step?.recall];
  };
  assert.deepEqual(about(0.2), [3, 2 / 3, 1]);
  assert.deepEqual(about(0.4), [1, 1, 0.5]);
  assert.deepEqual([atPassport?.score, atPassport?.told, atPassport?.precision], [0.3, 2, 0.5]);
});

test('a label without a threshold in the passport has none measured', () => {
  const labelled = [{ className: 'person', box: box(0) }];
  assert.equal(scoreDetector(detector, [{ labelled, told: [] }]).labels[0].atPassport, null);
});
