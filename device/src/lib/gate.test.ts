import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate } from './gate.js';

test('lets nobody pass while it is shut, and all who wait once it opens', async () => {
  const gate = new Gate(false);
  const stop = new AbortController();
  const passed: number[] = [];
  const waiting = [1, 2].map((one) => gate.pass(stop.signal).then(() => passed.push(one)));
  await Promise.resolve();
  assert.deepEqual([passed, gate.isOpen], [[], false]);
  gate.set(true);
  await Promise.all(waiting);
  assert.deepEqual(passed, [1, 2]);
  await gate.pass(stop.signal);
});

test('tells who passed when it is shut, each time', () => {
  const gate = new Gate(true);
  const first = gate.shut;
  gate.set(true);
  assert.equal(first.aborted, false);
  gate.set(false);
  assert.ok(first.aborted && gate.shut.aborted);
  gate.set(true);
  assert.equal(gate.shut.aborted, false);
});

test('keeps nobody who no longer wants to pass', async () => {
  const stop = new AbortController();
  const passed = new Gate(false).pass(stop.signal);
  stop.abort();
  await passed;
});
