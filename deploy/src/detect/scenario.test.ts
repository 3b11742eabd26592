import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, ruleOf } from '@invigil/contract';
import { type Scenario, scenarioOf, SUBJECTS } from './scenario.js';

const ALL = Array.from({ length: 240 }, (_, index) => scenarioOf(index, { hasTurner: true })).filter(
  (one): one is Scenario => one !== undefined,
);

test('the same number gives the same scenario, and another number another', () => {
  assert.deepEqual(scenarioOf(6, { hasTurner: true }), scenarioOf(6, { hasTurner: true }));
  assert.equal(new Set(ALL.map(({ view }) => JSON.stringify(view))).size, ALL.length);
  assert.equal(new Set(ALL.map(({ name }) => name)).size, ALL.length);
});

test('every subject comes as often, in both halves', () => {
  for (const subject of SUBJECTS) {
    const about = ALL.filter(({ name }) => name.startsWith(subject));
    assert.equal(about.length, 30);
    assert.equal(about.filter(({ split }) => split === 'dev').length, 15);
  }
});

test('what happens begins after a calm time, outlasts its onset, and ends before the film does', () => {
  const policy = Policy.parse({});
  for (const { happenings, lengthMs } of ALL) {
    for (const [i, { endMs, startMs, subject }] of happenings.entries()) {
      assert.ok(startMs >= (happenings[i - 1]?.endMs ?? 3000) + 9000);
      assert.ok(endMs < lengthMs);
      if (subject !== 'passage') assert.ok(endMs - startMs > ruleOf(policy, subject).onsetMs + 1000, subject);
    }
  }
});

test('without somebody who turns their head nobody looks away', () => {
  const without = Array.from({ length: 80 }, (_, index) => scenarioOf(index, { hasTurner: false }));
  assert.ok(!without.some((one) => one?.person === 'turner' || one?.name.startsWith('looking-away')));
  assert.ok(without.filter((one) => one === undefined).length === 10);
});
