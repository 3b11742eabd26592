import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InFlight } from './in-flight.js';
import type { StoredEvent } from './outbox-store.js';

const BOOT = '00000000000000aa';

function events(from: number, to: number, boot = BOOT): StoredEvent[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    id: from + i,
    boot,
    seq: from + i,
    at: 0,
    json: '{}',
  }));
}

test('an ack commits what it covers and leaves the rest under way', () => {
  const inFlight = new InFlight();
  inFlight.add(events(1, 5), 0);
  assert.deepEqual(inFlight.acked({ boot: BOOT, committedTo: 3, missing: [] }), {
    committed: [[1, 3]],
    lost: [],
  });
  assert.equal(inFlight.size, 2);
});

test('an ack can not cover what was never sent', () => {
  const inFlight = new InFlight();
  inFlight.add(events(1, 2), 0);
  assert.deepEqual(inFlight.acked({ boot: BOOT, committedTo: 1e9, missing: [] }).committed, [[1, 2]]);
  assert.deepEqual(inFlight.acked({ boot: '00000000000000bb', committedTo: 9, missing: [] }).committed, []);
});

test('events missing after a later batch was committed are lost', () => {
  const inFlight = new InFlight();
  inFlight.add(events(1, 2), 0);
  inFlight.add(events(3, 4), 0);
  const outcome = inFlight.acked({ boot: BOOT, committedTo: 4, missing: [[1, 2]] });
  assert.deepEqual(outcome, { committed: [[3, 4]], lost: [1, 2] });
  assert.equal(inFlight.size, 0);
});

test('events sent again are not called lost by acks for batches sent before them', () => {
  const inFlight = new InFlight();
  inFlight.add(events(1, 1), 0);
  inFlight.add(events(2, 2), 0);
  inFlight.add(events(3, 3), 0);
  assert.deepEqual(inFlight.acked({ boot: BOOT, committedTo: 2, missing: [[1, 1]] }).lost, [1]);
  inFlight.add(events(1, 1), 1);
  assert.deepEqual(inFlight.acked({ boot: BOOT, committedTo: 3, missing: [[1, 1]] }).lost, []);
  assert.equal(inFlight.size, 1);
});

test('missing ranges that are reversed, overlapping or out of order wipe out nothing that is missing', () => {
  const inFlight = new InFlight();
  inFlight.add(events(1, 10), 0);
  const missing: [number, number][] = [
    [7, 8],
    [9, 2],
    [3, 5],
    [4, 4],
    [10, 99],
  ];
  assert.deepEqual(inFlight.acked({ boot: BOOT, committedTo: 10, missing }).committed, [
    [1, 2],
    [6, 6],
    [9, 9],
  ]);
});

test('what was sent too long ago expires once', () => {
  const inFlight = new InFlight();
  inFlight.add(events(1, 1), 100);
  inFlight.add(events(2, 2), 200);
  assert.equal(inFlight.oldestSentAt(), 100);
  assert.deepEqual(inFlight.expire(150), [1]);
  assert.deepEqual(inFlight.expire(150), []);
  assert.equal(inFlight.oldestSentAt(), 200);
});
