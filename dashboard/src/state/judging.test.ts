import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Judged, JudgementOutcome, JudgementRequest } from '@invigil/contract';
import { needsWords, outcomesFor, reasonsFor } from './judging.js';

function judged(state: Judged['state']): Judged {
  return { state, n: 1, at: 0, by: 'Eva', reason: 'other', grown: false };
}

test('offers what the hub would take', () => {
  assert.deepEqual(outcomesFor({ class: 'conduct' }), ['cleared', 'noted', 'escalated', 'confirmed']);
  assert.deepEqual(outcomesFor({ class: 'coverage' }), ['cleared', 'noted', 'escalated']);
  assert.deepEqual(outcomesFor({ class: 'conduct', judged: judged('confirmed') }), ['reopened']);
  assert.equal(outcomesFor({ class: 'conduct', judged: judged('cleared') }).at(-1), 'reopened');
  assert.ok(!outcomesFor({ class: 'conduct', judged: judged('reopened') }).includes('reopened'));
  for (const outcome of JudgementOutcome.options) {
    for (const reason of reasonsFor(outcome)) {
      const words = needsWords(outcome, reason) ? { words: 'what was seen' } : {};
      assert.ok(JudgementRequest.safeParse({ outcome, reason, after: 0, ...words }).success);
      if ('words' in words)
        assert.ok(!JudgementRequest.safeParse({ outcome, reason, after: 0 }).success, 'words are needed');
    }
  }
});
