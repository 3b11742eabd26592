import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Affine } from '../lib/opencv.js';
import { boundingBox, cropSquare, letterbox } from './affine.js';

function apply([row0, row1]: Affine, x: number, y: number): { x: number; y: number } {
  return { x: row0[0] * x + row0[1] * y + row0[2], y: row1[0] * x + row1[1] * y + row1[2] };
}

function near(actual: number, expected: number, within = 1e-6): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
}

test('what a letterbox puts into the net comes back to its place, unsquashed', () => {
  const crop = letterbox({ width: 848, height: 480 }, 416, 256);
  const inNet = apply(crop.toNet, 100, 200);
  const back = crop.toPicture(inNet.x, inNet.y);
  near(back.x, 100);
  near(back.y, 200);
  near(crop.toNet[0][0], crop.toNet[1][1]);
});

for (const mirrored of [false, true]) {
  test(`a turned ${mirrored ? 'and mirrored ' : ''}square comes back to its place`, () => {
    const crop = cropSquare({ centre: { x: 300, y: 200 }, side: 120, angle: 0.7 }, 64, { mirrored });
    const centre = apply(crop.toNet, 300, 200);
    near(centre.x, 32);
    near(centre.y, 32);
    const inNet = apply(crop.toNet, 321, 177);
    const back = crop.toPicture(inNet.x, inNet.y);
    near(back.x, 321);
    near(back.y, 177);
  });
}

test('a square is turned so that its own horizontal lies flat', () => {
  const crop = cropSquare({ centre: { x: 0, y: 0 }, side: 10, angle: Math.PI / 6 }, 10, { mirrored: false });
  const along = apply(crop.toNet, Math.cos(Math.PI / 6), Math.sin(Math.PI / 6));
  near(along.x, 6);
  near(along.y, 5);
});

test('a bounding box holds every point', () => {
  assert.deepEqual(
    boundingBox([
      { x: 3, y: 1 },
      { x: -1, y: 4 },
    ]),
    { x: -1, y: 1, width: 4, height: 3 },
  );
});
