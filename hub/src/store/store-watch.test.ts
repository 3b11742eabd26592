import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SILENT, until } from '../lib/testing.js';
import { HubError } from '../lib/hub-error.js';
import { StoreWatch } from './store-watch.js';

function watchOf(answers: () => boolean) {
  const told: (number | null)[] = [];
  const counted = { cuts: 0, looks: 0 };
  const clock = { at: 1000, now: () => clock.at };
  const watch = new StoreWatch({
    probe: {
      answers: async () => {
        counted.looks += 1;
        return answers();
      },
      end: () => {},
    },
    cut: () => (counted.cuts += 1),
    clock,
    log: SILENT,
    lookMs: 5,
  });
  watch.start(() => told.push(watch.awaySince()));
  return { clock, counted, told, watch };
}

test('tells once that the database is away and since when, and once that it is back', async () => {
  let there = true;
  const { clock, counted, told, watch } = watchOf(() => there);
  await until('two looks', () => counted.looks >= 2);
  assert.deepEqual([told, watch.awaySince(), counted.cuts], [[], null, 0]);
  there = false;
  await until('it is told', () => told.length === 1);
  clock.at = 9000;
  const { looks } = counted;
  await until('it looks on', () => counted.looks >= looks + 2);
  assert.deepEqual([told, watch.awaySince()], [[1000], 1000]);
  assert.ok(counted.cuts >= 2, 'nobody waits for what is away, nor who tried meanwhile');
  there = true;
  await until('it is back', () => told.length === 2);
  assert.deepEqual(told, [1000, null]);
  await watch.stop();
  const done = counted.looks;
  watch.soon();
  assert.equal(counted.looks, done, 'one that is stopped looks no more');
});

test('knows what failed because of it, also as the reason of something else', async () => {
  const { watch } = watchOf(() => true);
  const gone = new Error('Connection terminated unexpectedly');
  assert.ok(watch.isAway(gone));
  assert.ok(
    watch.isAway(new HubError('audit-unwritten', 'the audit log can not be written', { cause: gone })),
  );
  assert.ok(!watch.isAway(new HubError('audit-unwritten', 'the audit log can not be written')));
  assert.ok(!watch.isAway('x'));
  await watch.stop();
});

test('of rows in a file there is nothing to look at', async () => {
  const watch = new StoreWatch({ probe: undefined, cut: () => {}, clock: { now: () => 0 }, log: SILENT });
  watch.start(() => assert.fail('it never changes'));
  assert.equal(watch.awaySince(), null);
  await watch.stop();
});
