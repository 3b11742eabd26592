import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, EventBatch, MAX_BATCH_EVENTS, MAX_MESSAGE_BYTES, type SeatEvent } from '@invigil/contract';
import { buildBatch } from './batch.js';
import type { StoredEvent } from './outbox-store.js';

const BOOT = '00000000000000aa';
const NOW = { boot: BOOT, at: 10_000 };

function stored(seq: number, over: Partial<StoredEvent> = {}): StoredEvent {
  const event: SeatEvent = {
    seq,
    session: null,
    at: over.at ?? 10_000,
    body: { type: 'risk', risk: { score: 0, level: 'calm', contributions: [] } },
  };
  return { id: seq, boot: BOOT, seq, at: event.at, json: JSON.stringify(event), ...over };
}

test('events older than 5 s, and those of an older boot, are marked as history', () => {
  const { batch, historical } = buildBatch([stored(1, { at: 4999 }), stored(2, { at: 5000 })], NOW);
  assert.deepEqual(
    batch?.events.map(({ hist }) => hist),
    [true, undefined],
  );
  assert.equal(historical, 1);
  const older = buildBatch([stored(1, { boot: '00000000000000bb' })], NOW);
  assert.deepEqual(
    older.batch?.events.map(({ hist }) => hist),
    [true],
  );
});

test('a clock that was set makes no history of the present, and no present of history', () => {
  const event = {
    seq: 1,
    session: null,
    at: 10_000,
    body: { type: 'risk', risk: { score: 0, level: 'calm', contributions: [] } },
  };
  const told = { offsetMs: 0, uncertaintyMs: 1 };
  const of = (at: number, nowAt: number, offsetMs: number, clock?: object) => {
    const json = JSON.stringify({ ...event, at, ...(clock && { clock }) });
    const { historical } = buildBatch([stored(1, { at, json })], { boot: BOOT, at: nowAt, offsetMs });
    return historical;
  };
  // Set forward and back by an hour, one second after the event and ten seconds after it.
  assert.deepEqual([of(10_000, 3_611_000, -3_600_000, told), of(10_000, 3_611_000, -3_600_000)], [0, 1]);
  assert.deepEqual([of(3_610_000, 20_000, 3_600_000, told), of(3_610_000, 20_000, 3_600_000)], [1, 0]);
});

test('a batch holds one boot only', () => {
  const { batch, sent } = buildBatch(
    [stored(1), stored(2), stored(1, { id: 3, boot: '00000000000000bb' })],
    NOW,
  );
  assert.equal(batch?.boot, BOOT);
  assert.deepEqual(
    sent.map(({ id }) => id),
    [1, 2],
  );
});

test('a batch keeps the limits of the contract in number and bytes', () => {
  const many = Array.from({ length: 500 }, (_, i) => stored(i + 1));
  assert.equal(buildBatch(many, NOW).sent.length, MAX_BATCH_EVENTS);
  const pictures = Array.from({ length: 16 }, () => ({ sha256: 'a'.repeat(64), takenAt: 1, role: 'moment' }));
  const body = { type: 'evidence', signalId: `${BOOT}-1`, pictures };
  const large = many.map((event) => ({
    ...event,
    json: JSON.stringify({ seq: event.seq, session: null, at: 10_000, body }),
  }));
  const { batch, sent } = buildBatch(large, NOW);
  const message = JSON.stringify(batch);
  assert.ok(sent.length > 50 && sent.length < MAX_BATCH_EVENTS, String(sent.length));
  assert.ok(message.length < MAX_MESSAGE_BYTES && decode(EventBatch, message).ok);
});

test('a stored event that can not be read holds up no other', () => {
  const { batch, unreadable } = buildBatch([stored(1, { json: '{"seq":1' }), stored(2)], NOW);
  assert.deepEqual(
    batch?.events.map(({ seq }) => seq),
    [2],
  );
  assert.deepEqual(
    unreadable.map(({ event }) => event.seq),
    [1],
  );
  assert.equal(buildBatch([stored(1, { json: '{}' })], NOW).batch, undefined);
});
