import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventBody, SeatEvent } from '@invigil/contract';
import { BOOT, batchOf } from '../lib/testing.js';
import { saveMessage } from '../store/talk.js';
import { openHands } from '../store/talk-read.js';
import { setUp } from './test-ingest.js';

const HAND = 'c2a4be1e-5a0c-4f0e-9a4d-3b4a2f6f0c77';
const RAISED: EventBody = { type: 'hand-raised', hand: { id: HAND, words: 'paper, please' } };
const LOWERED: EventBody = { type: 'hand-lowered', hand: { id: HAND } };

function told(seq: number, at: number, body: EventBody, more: Partial<SeatEvent> = {}): SeatEvent {
  return { seq, at, session: 'maths', body, ...more };
}

test('a raised hand is up until the candidate takes it down', async () => {
  const { hands, presence, say, view } = await setUp();
  await presence('online');
  await say('evt', batchOf([told(1, 5000, RAISED)]));
  assert.deepEqual(view()?.hand, { id: HAND, raisedAt: 5000, words: 'paper, please' });
  await say('evt', batchOf([told(2, 6000, LOWERED)]));
  assert.equal(view()?.hand, undefined);
  assert.deepEqual(
    hands.map(({ loweredAt }) => loweredAt),
    [null, 6000],
  );
});

test('a hand that is told late is up all the same: somebody waits', async () => {
  const { presence, say, view } = await setUp();
  await presence('online');
  await say('evt', batchOf([told(1, 5000, RAISED, { hist: true })]));
  assert.equal(view()?.hand?.id, HAND);
});

test('a hand that was answered does not come up again with the same word of it, nor after a restart', async () => {
  const { board, db, presence, say } = await setUp();
  await presence('online');
  await say('evt', batchOf([told(1, 5000, RAISED)]));
  assert.equal((await openHands(db, 1, 'maths')).length, 1);
  const base = { by: 'Eva', role: 'invigilator', words: 'coming', hand: HAND, reason: null } as const;
  const message = {
    ...base,
    id: HAND,
    sentAt: 7000,
    expiresAt: 9000,
    state: 'sent',
    answeredAt: null,
  } as const;
  assert.equal(await saveMessage(db, 1, 'maths', message), true);
  assert.equal(await saveMessage(db, 1, 'maths', { ...message, id: BOOT }), false);
  await say('evt', batchOf([told(1, 5000, RAISED), told(2, 7500, RAISED)]));
  assert.equal(board.view('r2/a1', 8000)?.hand, undefined);
  assert.deepEqual(await openHands(db, 1, 'maths'), []);
});
