import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleChallenge } from '../lib/sample-views.js';
import { type Asking, isBusy, shownOf } from './asking.js';

const asked: Asking = { step: 'asked', cue: 'turn-left', id: sampleChallenge().id, until: SAMPLE_NOW };

test('counts down, waits for the outcome, and says when none comes', () => {
  const stepAt = (after: number) => shownOf(asked, [], SAMPLE_NOW + after);
  assert.deepEqual(stepAt(-3500), { step: 'watching', cue: 'turn-left', leftMs: 3500 });
  assert.deepEqual(stepAt(0), { step: 'over' });
  assert.deepEqual(stepAt(9999), { step: 'over' });
  assert.deepEqual(stepAt(10_000), { step: 'silent' });
});

test('shows the outcome of its own cue, early or late, and of no other', () => {
  const mine = sampleChallenge();
  const other = sampleChallenge({ id: '0d7c3a52-1f2e-4a63-8f0b-9a4d5c6e7f81' });
  assert.equal(shownOf(asked, [other], SAMPLE_NOW - 1000).step, 'watching');
  assert.deepEqual(shownOf(asked, [other, mine], SAMPLE_NOW - 1000), { step: 'judged', challenge: mine });
  assert.equal(shownOf(asked, [mine], SAMPLE_NOW + 60_000).step, 'judged');
});

test('gives no other cue while one is under way', () => {
  const busy = (asking: Asking, after = -1000) => isBusy(shownOf(asking, [], SAMPLE_NOW + after));
  assert.ok(busy({ step: 'sending', cue: 'look-up' }));
  assert.ok(busy(asked) && busy(asked, 5000));
  assert.ok(!busy(asked, 20_000));
  assert.ok(!busy({ step: 'idle' }) && !busy({ step: 'refused', reason: null }));
});
