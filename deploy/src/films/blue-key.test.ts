import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyBlueWall } from './blue-key.js';
import { matOf } from './opencv.js';
import { paste } from './sprite.js';

const WALL = [243, 124, 50];
const SKIN = [120, 150, 200];

/** A blue wall, 20×10, with skin in its right half. */
function picture() {
  const bgr = Uint8Array.from({ length: 600 }, (_, i) => {
    const colour = Math.floor(i / 3) % 20 < 10 ? WALL : SKIN;
    return colour[i % 3] ?? 0;
  });
  return matOf({ width: 20, height: 10, bgr });
}

test('keying makes the blue wall clear and keeps what stands before it', () => {
  const sprite = keyBlueWall(picture(), () => 1);
  const row = Array.from(sprite.alpha.subarray(100, 120));
  assert.deepEqual(row.slice(0, 9), Array(9).fill(0));
  assert.deepEqual(row.slice(11), Array(9).fill(255));
  assert.deepEqual(Array.from(sprite.bgr.subarray(3 * 115, 3 * 116)), SKIN);
});

test('keying leaves nothing where the outline forbids it', () => {
  const sprite = keyBlueWall(picture(), (x) => (x < 0.9 ? 1 : 0));
  assert.equal(sprite.alpha[117], 255);
  assert.equal(sprite.alpha[118], 0);
});

test('pasting mixes by alpha and cuts off what lies outside', () => {
  const canvas = { width: 2, height: 1, bgr: new Uint8Array(6).fill(100) };
  const sprite = { width: 2, height: 1, bgr: new Uint8Array(6).fill(200), alpha: Uint8Array.of(255, 255) };
  paste(canvas, sprite, { left: 1, top: 0, opacity: 0.5 });
  assert.deepEqual([...canvas.bgr], [100, 100, 100, 150, 150, 150]);
});
