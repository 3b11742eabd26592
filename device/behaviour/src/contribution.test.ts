import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contributionOf } from './contribution.js';
import { STANDARD } from './test-scene.js';

const RULE = STANDARD.conduct.phone;
const SEEN = { confidence: 0.7, seenMs: 5000, sinceEndMs: 0, shared: 1 };

test('grows with confidence and with the time that something is seen, up to its weight', () => {
  const byTime = [0, 100, 1000, 8000, 1e9].map((seenMs) => contributionOf(RULE, { ...SEEN, seenMs }));
  const byConfidence = [0, 0.3, 0.6, 1].map((confidence) => contributionOf(RULE, { ...SEEN, confidence }));
  for (const amounts of [byTime, byConfidence]) {
    assert.equal(amounts[0], 0);
    amounts.slice(1).forEach((amount, index) => assert.ok(amount > (amounts[index] ?? Infinity)));
  }
  assert.equal(byTime.at(-1), RULE.weight * 0.7);
});

test('is halved in each half-life after its end', () => {
  const ended = contributionOf(RULE, { ...SEEN, sinceEndMs: 2 * RULE.halfLifeMs, shared: 1 });
  assert.ok(Math.abs(ended - contributionOf(RULE, SEEN) / 4) < 1e-9);
});
