import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onlyPage } from './only-page.js';

/** Gives its one lock to who asks first, and on to the next once that one is done (Web Locks API). */
function oneLock(): Pick<LockManager, 'request'> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, held: () => Promise<unknown>): Promise<unknown> => (last = last.then(held));
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- the other form of a request, with options, is not used
  return { request } as Pick<LockManager, 'request'>;
}

test('a second page waits and says so, and has the exam once the first one leaves it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const locks = oneLock();
  const said: string[] = [];
  const leave = await onlyPage(locks, { isElsewhere: () => said.push('first') });
  const second = onlyPage(locks, { isElsewhere: () => said.push('second') });
  t.mock.timers.tick(2000);
  assert.deepEqual(said, ['second']);
  leave();
  assert.equal(typeof (await second), 'function');
});
