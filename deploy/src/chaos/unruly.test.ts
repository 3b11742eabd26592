import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventBatch } from '@invigil/contract';
import type { Unruliness } from './seats-words.js';
import { UnrulyWay } from './unruly.js';

const CALM: Unruliness = { twice: 0, swapped: 0, swallowed: 0, deaf: 0 };
const batch = (number: number): EventBatch => ({
  v: 1,
  boot: number.toString(16).padStart(16, '0'),
  events: [],
});

/** A way on which everything happens that may, and what came out of it. */
function wayOf(more: Partial<Unruliness>) {
  const sent: number[] = [];
  const send = ({ boot }: EventBatch): boolean => sent.push(Number(`0x${boot}`)) > 0;
  const way = new UnrulyWay(send, { random: () => 0.5, unruliness: { ...CALM, ...more } });
  return { way, sent };
}

test('brings each message once and in order where nothing is unruly', () => {
  const { sent, way } = wayOf({});
  for (const number of [1, 2, 3]) assert.equal(way.publishEvents(batch(number)), true);
  assert.deepEqual(sent, [1, 2, 3]);
  assert.equal(way.hears(), true);
});

test('brings a message twice, or says that it took it and does not', () => {
  const twice = wayOf({ twice: 1 });
  twice.way.publishEvents(batch(1));
  assert.deepEqual(twice.sent, [1, 1]);
  const swallowed = wayOf({ swallowed: 1, deaf: 1 });
  assert.equal(swallowed.way.publishEvents(batch(1)), true);
  assert.deepEqual(swallowed.sent, []);
  assert.equal(swallowed.way.hears(), false);
});

test('brings a message after the one that follows it, and the last one all the same', async () => {
  const { sent, way } = wayOf({ swapped: 1 });
  for (const number of [1, 2, 3]) way.publishEvents(batch(number));
  assert.deepEqual(sent, [2, 1]);
  await sleep(400);
  assert.deepEqual(sent, [2, 1, 3]);
});
