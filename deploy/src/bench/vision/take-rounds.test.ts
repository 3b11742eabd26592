import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeRounds } from './take-rounds.js';
import { oneTurn } from './test-turn.js';

test('ways take turns, one after the other and never side by side', async () => {
  const order: string[] = [];
  let running = 0;
  const runner = (name: string) => ({
    name,
    whose: 'ours' as const,
    async turn() {
      assert.equal(++running, 1);
      order.push(name);
      await Promise.resolve();
      running--;
      return oneTurn({ ms: [order.length] });
    },
  });
  const [a, b] = await takeRounds([runner('a'), runner('b')], 2, () => undefined);
  assert.deepEqual(order, ['a', 'b', 'a', 'b']);
  assert.deepEqual(
    a?.turns.map(({ frames }) => frames[0]?.ms),
    [1, 3],
  );
  assert.deepEqual(
    b?.turns.map(({ frames }) => frames[0]?.ms),
    [2, 4],
  );
});
