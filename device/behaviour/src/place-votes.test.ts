import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from './evidence.js';
import { PlaceVotes } from './place-votes.js';
import { object } from './test-scene.js';

const moment = (ms: number) => ({ at: ms, elapsedMs: ms });
const phoneAt = (x: number, score = 0.5) => object('phone', { x, y: 100, width: 40, height: 60 }, score);

/** Verdict after looks at 700 ms each, of which each names the places where something was found. */
function verdictOf(looks: number[][], score = 0.5): Evidence {
  const votes = new PlaceVotes({ cap: 0.8 });
  looks.forEach((places, index) =>
    votes.look(
      places.map((x) => phoneAt(x, score)),
      moment(index * 700),
    ),
  );
  return votes.verdict(moment((looks.length - 1) * 700));
}

test('says nothing for one hit, speaks for two at one place, and against none', () => {
  assert.equal(verdictOf([[], [100]]), 'unknown');
  assert.deepEqual(verdictOf([[100], [], [120]]), { confidence: 0.75, first: moment(0), last: moment(1400) });
  assert.deepEqual(verdictOf([[], []]), { confidence: 0 });
});

test('does not add up hits at different places, nor two boxes of one look', () => {
  assert.equal(verdictOf([[100], [600]]), 'unknown');
  assert.equal(verdictOf([[], [100, 105]]), 'unknown');
});

test('is never surer than its cap', () => {
  assert.deepEqual(verdictOf([[100], [100], [100]], 0.95), {
    confidence: 0.8,
    first: moment(0),
    last: moment(1400),
  });
});

test('knows nothing when the object net has not looked for two seconds', () => {
  const votes = new PlaceVotes({ cap: 0.8 });
  assert.equal(votes.verdict(moment(0)), 'unknown');
  votes.look([], moment(0));
  assert.deepEqual(votes.verdict(moment(2000)), { confidence: 0 });
  assert.equal(votes.verdict(moment(2001)), 'unknown');
});

test('forgets hits that are older than three seconds', () => {
  assert.deepEqual(verdictOf([[100], [100], [], [], [], [], []]), { confidence: 0 });
});
