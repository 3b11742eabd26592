import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaceQuality } from '@invigil/behaviour';
import { pictureFromBytes } from '../../lib/opencv.js';
import type { FaceMesh } from './face-mesh.js';
import { measureFaceQuality } from './face-quality.js';

const SIZE = 200;
const BOX = { x: 50, y: 50, width: 96, height: 96 };

/** The quality of a box of a picture whose grey is `grey(x, y)`. */
function qualityOf(
  grey: (x: number, y: number) => number,
  box = BOX,
  mesh: FaceMesh | null = null,
): FaceQuality {
  const bytes = new Uint8Array(SIZE * SIZE * 3);
  for (let i = 0; i < SIZE * SIZE; i++) bytes.fill(grey(i % SIZE, Math.floor(i / SIZE)), i * 3, i * 3 + 3);
  const picture = pictureFromBytes(bytes, SIZE, SIZE);
  const quality = measureFaceQuality(picture, { box, mesh });
  picture.release();
  return quality;
}

test('brightness is that of the face, not of the picture', () => {
  const { brightness } = qualityOf((x, y) => (x >= 50 && x < 147 && y >= 50 && y < 147 ? 51 : 255));
  assert.ok(Math.abs(brightness - 0.2) < 0.002, `${brightness}`);
});

test('an even face has no sharpness, and finer stripes have more', () => {
  const stripes = (width: number) => (x: number) => (Math.floor(x / width) % 2 === 0 ? 80 : 170);
  assert.ok(qualityOf(() => 120).sharpness < 1e-6);
  const [coarse, fine] = [qualityOf(stripes(12)).sharpness, qualityOf(stripes(4)).sharpness];
  assert.ok(fine > 2 * coarse && coarse > 10, `${fine}, ${coarse}`);
});

test('faces of different size that look alike are equally sharp', () => {
  const wave = (period: number) => (x: number) => 128 + 80 * Math.sin((x * 2 * Math.PI) / period);
  const large = qualityOf(wave(48), { x: 4, y: 4, width: 192, height: 192 }).sharpness;
  const small = qualityOf(wave(24), BOX).sharpness;
  assert.ok(Math.abs(large / small - 1) < 0.25, `${large}, ${small}`);
});

test('a face is visible as far as its box lies inside the picture', () => {
  const visible = (x: number, y: number): number => qualityOf(() => 100, { ...BOX, x, y }).visible;
  assert.equal(visible(50, 50), 1);
  assert.equal(visible(-48, 50), 0.5);
  assert.equal(visible(SIZE - 48, SIZE - 24), 0.125);
  assert.equal(visible(-200, 0), 0);
});

test('the inter-ocular distance is that of the eyes’ middles, and unknown without a mesh', () => {
  const points = Array.from({ length: 468 }, () => ({ x: 0, y: 0, z: 0 }));
  for (const [i, x, y] of [
    [33, 60, 90],
    [133, 80, 90],
    [362, 100, 120],
    [263, 120, 120],
  ] as const) {
    points[i] = { x, y, z: 0 };
  }
  assert.equal(qualityOf(() => 100, BOX, { points, presence: 1 }).interOcularPx, 50);
  assert.equal(qualityOf(() => 100).interOcularPx, null);
});
