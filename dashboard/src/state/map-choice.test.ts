import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_CHOICE, storeChoice, storedChoice, zoomed } from './map-choice.js';

function storage(text: string | null = null) {
  return {
    getItem: () => text,
    setItem: (_: string, value: string) => {
      text = value;
    },
  };
}

test('what was chosen is remembered', () => {
  const kept = storage();
  assert.deepEqual(storedChoice(kept), NO_CHOICE);
  const choice = { filter: { ...NO_CHOICE.filter, hideCalm: true, kinds: ['phone' as const] }, zoom: 2 };
  storeChoice(kept, choice);
  assert.deepEqual(storedChoice(kept), choice);
});

test('what can’t be read is as if nothing had been chosen', () => {
  for (const text of ['{', '{"zoom":9}', '{"zoom":1,"filter":{"kinds":["gone"]}}'])
    assert.deepEqual(storedChoice(storage(text)), NO_CHOICE);
});

test('zooming goes by steps and ends', () => {
  assert.deepEqual([zoomed(1, 1), zoomed(1, -1), zoomed(4, 1), zoomed(0.5, -1)], [1.25, 0.8, 4, 0.5]);
});
