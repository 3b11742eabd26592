import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weigh } from './contribution.js';
import { STANDARD } from './test-scene.js';

const RULE = STANDARD.conduct.phone;
const SEEN = { confidence: 0.7, seenMs: 5000, sinceEndMs: 0, shared: 1 };

test('grows with confidence and with the time that something is seen, up to its weight', () => {
  const byTime = [0, 100, 1000, 8000, 1e9].map((seenMs) => weigh(RULE, { ...SEEN, seenMs }).amount);
  const byConfidence = [0, 0.3, 0.6, 1].map((confidence) => weigh(RULE, { ...SEEN, confidence }).amount);
  for (const amounts of [byTime, byConfidence]) {
    assert.equal(amounts[0], 0);
    amounts.slice(1).forEach((amount, index) => assert.ok(amount > (amounts[index] ?? Infinity)));
  }
  assert.equal(byTime.at(-1), RULE.weight * 0.7);
});

test('is halved in each half-life after its end', () => {
  const ended = weigh(RULE, { ...SEEN, sinceEndMs: 2 * RULE.halfLifeMs });
  assert.equal(ended.faded, 0.25);
  assert.ok(Math.abs(ended.amount - weigh(RULE, SEEN).amount / 4) < 1e-9);
});
