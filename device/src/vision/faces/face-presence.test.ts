import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presenceOf, TOLD_FROM } from './face-presence.js';

test('a sure detector and a sure mesh make a sure face', () => {
  const presence = presenceOf({ score: 0.9, share: 0.25 }, 1);
  assert.ok(presence > 0.99 && presence <= 1, `${presence}`);
});

test('either of the two may be unsure, but not both', () => {
  assert.ok(presenceOf({ score: 0.4, share: 0.25 }, 1) > TOLD_FROM);
  assert.ok(presenceOf({ score: 0.86, share: 0.3 }, 0.02) > TOLD_FROM);
  assert.ok(presenceOf({ score: 0.4, share: 0.25 }, 0.1) < TOLD_FROM);
});

test('an arm that a detector gave 0.64 and the mesh 0.003 is no face', () => {
  assert.ok(presenceOf({ score: 0.64, share: 0.25 }, 0.003) < TOLD_FROM);
});

test('more score, more flag and more size make a face likelier; the nets’ own extremes stay finite', () => {
  const base = presenceOf({ score: 0.6, share: 0.2 }, 0.3);
  assert.ok(presenceOf({ score: 0.7, share: 0.2 }, 0.3) > base);
  assert.ok(presenceOf({ score: 0.6, share: 0.2 }, 0.6) > base);
  assert.ok(presenceOf({ score: 0.6, share: 0.3 }, 0.3) > base);
  assert.ok(presenceOf({ score: 0.6, share: 0.1 }, 0) > 0);
  assert.ok(presenceOf({ score: 1, share: 1 }, 1) < 1);
});
