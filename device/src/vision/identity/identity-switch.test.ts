import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdentitySwitch } from './identity-switch.js';
import type { IdentityWatch } from './identity-watch.js';
import { writtenNet } from '../nets/test-nets.js';

function bench(fail = 0) {
  const used: (IdentityWatch | undefined)[] = [];
  let loads = 0;
  const identity = new IdentitySwitch({
    async load() {
      if (++loads <= fail) throw new Error('no net');
      await new Promise((resolve) => setImmediate(resolve));
      return writtenNet('faceres', () => {});
    },
    use: (watch) => used.push(watch),
    timed: (_stage, run) => run(),
  });
  return { identity, loads: () => loads, used };
}

test('off is the beginning, and loads nothing', async () => {
  const { identity, loads, used } = bench();
  await identity.set(false);
  assert.deepEqual([loads(), used.length], [0, 0]);
});

test('each time it is turned on a new watch begins, and the net is loaded once', async () => {
  const { identity, loads, used } = bench();
  for (const enabled of [true, true, false, true]) await identity.set(enabled);
  assert.equal(loads(), 1);
  assert.deepEqual(
    used.map((watch) => watch !== undefined),
    [false, true, false, false, true],
  );
  assert.notEqual(used[1], used[4]);
});

test('turned off while its net is loaded, it stays off', async () => {
  const { identity, used } = bench();
  await Promise.all([identity.set(true), identity.set(false)]);
  assert.ok(used.every((watch) => watch === undefined));
});

test('a net that can’t be loaded leaves it off, and the next try loads again', async () => {
  const { identity, loads, used } = bench(1);
  await assert.rejects(identity.set(true), /no net/);
  await identity.set(true);
  assert.equal(loads(), 2);
  assert.notEqual(used.at(-1), undefined);
});
