import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownUntil } from './known-until.js';

const live = { status: 'live', receivedAt: 5000 } as const;
const lost = { status: 'lost', since: 6000, reason: 'closed', receivedAt: 5000 } as const;

test('a page knows how the room is up to now, or when the hub was heard last, or when its database went', () => {
  const until = (connection: typeof live | typeof lost, storeAwaySince: number | null) =>
    knownUntil({ connection, hubAheadMs: 100, storeAwaySince });
  assert.equal(until(live, null), null);
  assert.equal(until(live, 4000), 4000);
  assert.equal(until(lost, null), 5100);
  assert.equal(until(lost, 4000), 4000, 'whatever was first');
});
