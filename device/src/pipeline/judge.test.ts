import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Observation } from '@invigil/behaviour';
import { canonicalPolicy, Policy, type TrackNote } from '@invigil/contract';
import { hashOfPolicy, SeatJudge } from './judge.js';

const BOOT = '00000000000000ab';
const START = 1_700_000_000_000;
const STANDARD = Policy.parse({});
const OTHER = Policy.parse({ id: 'strict', version: 2 });

function judgeWith(observe: (observation: Observation) => Observation) {
  const notes: TrackNote[] = [];
  const track = { observe, note: (note: TrackNote) => void notes.push(note) };
  return { judge: new SeatJudge({ boot: BOOT, policy: STANDARD, track }), notes };
}

test('what stands in the track is judged, not what came', () => {
  const { judge } = judgeWith((observation) => ({ ...observation, capturedAt: START + 7 }));
  assert.equal(judge.observe({ type: 'no-frame', capturedAt: START }).at, START + 7);
});

test('another policy and the end are written down, in their turn', () => {
  const { judge, notes } = judgeWith((observation) => observation);
  judge.observe({ type: 'no-frame', capturedAt: START });
  judge.apply(OTHER);
  judge.finish();
  assert.deepEqual(notes, [
    { type: 'policy', policyHash: hashOfPolicy(OTHER), policy: OTHER },
    { type: 'finish', at: START },
  ]);
});

test('the hash is the SHA-256 of the policy’s canonical text, whatever the order of its keys', () => {
  const { judge } = judgeWith((observation) => observation);
  const expected = createHash('sha256').update(canonicalPolicy(STANDARD)).digest('hex');
  assert.equal(judge.policyHash, expected);
  judge.apply(OTHER);
  assert.notEqual(judge.policyHash, expected);
  const { id, ...rest } = STANDARD;
  assert.equal(hashOfPolicy({ ...rest, id }), expected);
});
