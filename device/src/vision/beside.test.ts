import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Beside } from './beside.js';

test('what a look found is there once, after it has ended', async () => {
  const beside = new Beside<number>();
  beside.begin(() => Promise.resolve(7));
  assert.deepEqual([beside.isBusy, beside.take()], [true, null]);
  assert.equal(await beside.settle(), 7);
  assert.deepEqual([beside.isBusy, beside.take(), await beside.settle()], [false, null, null]);
});

test('a second look begins only after the first was taken', async () => {
  const beside = new Beside<number>();
  let begun = 0;
  const look = (): Promise<number> => Promise.resolve(++begun);
  beside.begin(look);
  beside.begin(look);
  await new Promise((resolve) => setImmediate(resolve));
  beside.begin(look);
  assert.deepEqual([begun, beside.take()], [1, 1]);
  beside.begin(look);
  assert.deepEqual([begun, await beside.settle()], [2, 2]);
});

test('what a look threw is thrown at whoever takes it, and the next look is not harmed', async () => {
  const beside = new Beside<number>();
  beside.begin(() => Promise.reject(new Error('no net')));
  await assert.rejects(beside.settle(), /no net/);
  beside.begin(() => Promise.resolve(1));
  assert.equal(await beside.settle(), 1);
});
