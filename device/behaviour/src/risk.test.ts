import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Spell } from './run.js';
import { RiskSum } from './risk.js';
import { BOOT, STANDARD } from './test-scene.js';

const { halfLifeMs } = STANDARD.conduct.phone;
const moment = (ms: number) => ({ at: ms, elapsedMs: ms });

function spell(seenMs: number, confidence = 0.7): Spell {
  return {
    first: moment(0),
    opened: moment(0),
    last: moment(seenMs),
    seenMs,
    confidence,
    direction: undefined,
  };
}

/** Score of ended phone signals at a moment. */
function riskOf(spells: readonly Spell[], atMs: number) {
  const risk = new RiskSum(STANDARD);
  spells.forEach((each, index) => {
    risk.open(`${BOOT}-${index + 1}`, 'phone', each);
    risk.close(`${BOOT}-${index + 1}`);
  });
  return risk.at(moment(atMs));
}

test('rises with the number, length and confidence of signals', () => {
  const scores = [
    [spell(2000, 0.5)],
    [spell(6000, 0.5)],
    [spell(6000, 0.8)],
    [spell(6000, 0.8), spell(6000, 0.8)],
  ].map((spells) => riskOf(spells, 10_000).score);
  scores.slice(1).forEach((score, index) => assert.ok(score > (scores[index] ?? Infinity), scores.join(' ')));
});

test('forgets a signal that has faded', () => {
  assert.ok(riskOf([spell(10_000)], 5 * halfLifeMs).score > 0);
  assert.deepEqual(riskOf([spell(10_000)], 9 * halfLifeMs).contributions, []);
});

test('does not let an open signal fade', () => {
  const risk = new RiskSum(STANDARD);
  risk.open(`${BOOT}-1`, 'phone', spell(10_000));
  assert.equal(risk.at(moment(10_000)).score, risk.at(moment(10_000 + 9 * halfLifeMs)).score);
});

test('names at most 64 terms, which still sum to the score', () => {
  const { score, contributions } = riskOf(
    Array.from({ length: 200 }, (_, index) => spell(20 + index)),
    0,
  );
  assert.ok(contributions.length <= 64);
  const sum = contributions.reduce((total, { points }) => total + Math.round(points * 10), 0);
  assert.equal(sum, Math.round(score * 10));
});
