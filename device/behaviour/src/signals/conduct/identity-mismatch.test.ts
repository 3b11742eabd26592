import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy } from '@invigil/contract';
import type { Evidence } from '../../evidence.js';
import { CALM, faceWith, film, play, somebodyElse, storyOf } from '../../test-scene.js';
import { IdentityMismatch } from './identity-mismatch.js';

const IDENTIFYING = Policy.parse({ identity: { enabled: true } });
const moment = (ms: number) => ({ at: ms, elapsedMs: ms });

/** What is read of a face that was compared once and never again, some time later. */
function later(ms: number, similarity: number, id = 1): Evidence {
  const reader = new IdentityMismatch(IDENTIFYING.identity);
  reader.read(faceWith({ identity: { similarity } }), moment(0));
  return reader.read(faceWith({ id, identity: null }), moment(ms));
}

test('tells somebody else, and never unless the policy asks for it', () => {
  const observations = film(CALM, { forMs: 20_000, scene: somebodyElse });
  assert.deepEqual(storyOf(play(observations, IDENTIFYING)), ['opened identity-mismatch at 12.0']);
  assert.deepEqual(storyOf(play(observations)), []);
});

test('is as sure as the likeness is far from the policy’s', () => {
  const confidence = (similarity: number) => {
    const evidence = later(0, similarity);
    return evidence === 'unknown' ? null : evidence.confidence;
  };
  assert.deepEqual([0.7, 0.55, 0.4].map(confidence), [0, 0.5, 1]);
});

test('holds an answer while the same face is followed, for some seconds', () => {
  assert.deepEqual(later(11_000, 0.2), { confidence: 1, last: moment(0) });
  assert.equal(later(13_000, 0.2), 'unknown');
  assert.equal(later(100, 0.2, 2), 'unknown');
});
