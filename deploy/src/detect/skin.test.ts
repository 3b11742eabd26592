import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shiftSkin } from './skin.js';

const luma = ([blue = 0, green = 0, red = 0]: readonly number[]): number =>
  0.114 * blue + 0.587 * green + 0.299 * red;

test('skin of every tone gets another luminance and keeps its colour', () => {
  for (const skin of [
    [170, 190, 230],
    [90, 120, 170],
    [50, 70, 105],
  ]) {
    const shifted = [...skin];
    const pixels = Uint8Array.from(skin);
    shiftSkin(pixels, 0.7);
    shifted.splice(0, 3, ...pixels);
    assert.ok(Math.abs(luma(shifted) / luma(skin) - 0.7) < 0.02, String(shifted));
    for (const channel of [0, 1]) {
      const difference = (of: readonly number[]) => (of[channel] ?? 0) - (of[2] ?? 0);
      assert.ok(Math.abs(difference(shifted) - difference(skin)) <= 1);
    }
  }
});

test('what is no skin stays as it is', () => {
  for (const other of [
    [200, 120, 60],
    [60, 160, 60],
    [128, 128, 128],
  ]) {
    const pixels = Uint8Array.from(other);
    shiftSkin(pixels, 0.5);
    assert.deepEqual([...pixels], other);
  }
});
