import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsAt, pairsOf, type Print, trueAccepts, votesOf } from './identity-scores.js';

const print = (person: string, value: number, comparable = true): Print => ({
  person,
  comparable,
  embedding: Float32Array.of(value),
});
const product = (a: Print, b: Print) => (a.embedding[0] ?? 0) * (b.embedding[0] ?? 0);

test('every two pictures are a pair, of one person or of two', () => {
  const prints = [print('a', 1), print('a', 2), print('b', 3), print('b', 5, false)];
  const pairs = pairsOf(prints, product, (a, b) => a.comparable && b.comparable);
  assert.deepEqual(pairs, { same: [2], different: [3, 6] });
});

test('at a false accept rate of 1 % the hundredth part of the other pairs is above', () => {
  const different = Array.from({ length: 200 }, (_, i) => i / 1000);
  const { above, rate } = trueAccepts({ different, same: [0.197, 0.198, 0.5] }, 0.01);
  assert.equal(above, 0.197);
  assert.ok(Math.abs(rate - 2 / 3) < 1e-12);
});

test('a pair on the threshold is taken for one person', () => {
  const errors = errorsAt({ same: [0.5, 0.6, 0.4, 0.7], different: [0.5, 0.1] }, 0.5);
  assert.deepEqual(errors, { falseMatch: 0.5, falseNonMatch: 0.25 });
});

test('the first pictures are enrolled, and the rest vote in turns', () => {
  const prints = [
    ...[1, 1, 0.5, 0.6, 0.7].map((value) => print('a', value)),
    ...[0.2, 0.1, 0.3].map((value) => print('b', value)),
    print('b', 9, false),
    print('c', 0.4),
  ];
  const votes = votesOf(
    prints,
    { enrolled: 2, voters: 2 },
    {
      similarityTo: (enrolled, face) => (enrolled[0]?.[0] ?? 0) * (face[0] ?? 0),
      voteOf: (similarities) => Math.max(...similarities),
    },
  );
  const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 100) / 100);
  assert.deepEqual(rounded(votes.same), [0.6, 0.7]);
  // Of b two are enrolled and one is left, which is no vote; c is too few to be enrolled.
  assert.deepEqual(rounded(votes.different), [0.2, 0.3, 0.2, 0.2, 0.12, 0.14]);
});
