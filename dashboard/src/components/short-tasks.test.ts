import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ShortTasks } from './short-tasks.js';

test('what takes long together is drawn in several tasks, in order', async () => {
  const tasks = new ShortTasks();
  const drawn: number[] = [];
  const all = Array.from({ length: 30 }, (_, i) =>
    tasks.run(() => {
      const until = performance.now() + 5;
      while (performance.now() < until);
      drawn.push(i);
    }),
  );
  await sleep(0);
  assert.ok(drawn.length < 30, 'not all at once');
  await Promise.all(all);
  assert.deepEqual(
    drawn,
    Array.from({ length: 30 }, (_, i) => i),
  );
});

test('one that fails is told of and holds up no other', async () => {
  const tasks = new ShortTasks();
  const failed = tasks.run(() => {
    throw new Error('no tile');
  });
  let drawn = false;
  const next = tasks.run(() => (drawn = true));
  await assert.rejects(failed, /no tile/);
  await next;
  assert.ok(drawn);
});
