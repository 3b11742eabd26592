import type { ClientMessage } from '@invigil/contract';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Waiting } from './waiting.js';

const opened = (at: number): ClientMessage => ({ type: 'happened', kind: 'terminal-opened', at });

test('gives back what waited, in its order and once', () => {
  const waiting = new Waiting();
  waiting.put(opened(1), 1);
  waiting.put(opened(2), 2);
  assert.deepEqual(waiting.take(3), [opened(1), opened(2)]);
  assert.deepEqual(waiting.take(3), []);
});

test('drops the oldest beyond its bound and says how many', () => {
  const waiting = new Waiting(2);
  for (const at of [1, 2, 3, 4]) waiting.put(opened(at), at);
  assert.equal(waiting.dropped, 2);
  assert.deepEqual(waiting.take(5), [opened(3), opened(4)]);
  assert.equal(waiting.dropped, 0);
});

test('does not tell what is older than an hour', () => {
  const waiting = new Waiting();
  waiting.put(opened(0), 0);
  waiting.put(opened(1000), 1000);
  assert.deepEqual(waiting.take(3_600_500), [opened(1000)]);
});
