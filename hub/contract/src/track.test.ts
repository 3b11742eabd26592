import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy } from './policy.js';
import { TrackNote } from './track.js';

const HASH = 'ab'.repeat(32);

test('reads the policy in a track of a newer seat, and of an older one', () => {
  const standard = Policy.parse({});
  const newer = {
    ...standard,
    conduct: { ...standard.conduct, singing: { enabled: true } },
    colour: 'green',
  };
  const { incidentGapMs: _left, ...older } = standard;
  for (const policy of [newer, older]) {
    const note = TrackNote.parse({ type: 'policy', policyHash: HASH, policy });
    assert.deepEqual(note, { type: 'policy', policyHash: HASH, policy: Policy.parse({}) });
  }
});

test('refuses a policy in a track whose values are out of their range', () => {
  const policy = { ...Policy.parse({}), incidentGapMs: -1 };
  assert.throws(() => TrackNote.parse({ type: 'policy', policyHash: HASH, policy }), /incidentGapMs/);
});
