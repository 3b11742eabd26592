import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureFromBytes } from '../../lib/opencv.js';
import { cropFace, embedFace } from './identity-embedding.js';
import { put, writtenNet } from '../nets/test-nets.js';

const SIZE = 224;
const net = writtenNet('faceres', (outputs) => put(outputs, 'embedding', 0, 3, 4));
const level = { yawDeg: 0, pitchDeg: 0, rollDeg: 0, confidence: 1 };
const box = { x: 60, y: 30, width: 60, height: 100 };

/** Where the white pixels of a crop lie, in shares of its side from its middle. */
function whiteOf(pixels: Uint8Array): { x: number; y: number; share: number } {
  let [x, y, count] = [0, 0, 0];
  for (let at = 0; at < SIZE * SIZE; at++) {
    if (pixels[at * 3] < 128) continue;
    x += (at % SIZE) / SIZE - 0.5;
    y += Math.floor(at / SIZE) / SIZE - 0.5;
    count++;
  }
  return { x: x / count, y: y / count, share: count / (SIZE * SIZE) };
}

/** The crop of a face in a black picture with one white rectangle. */
function cropOf(white: typeof box, rollDeg: number): Uint8Array {
  const [width, height] = [240, 160];
  const bytes = new Uint8Array(width * height * 3);
  for (let y = white.y; y < white.y + white.height; y++) {
    bytes.fill(255, (y * width + white.x) * 3, (y * width + white.x + white.width) * 3);
  }
  const picture = pictureFromBytes(bytes, width, height);
  const pixels = cropFace(net, picture, { box, headPose: { ...level, rollDeg } });
  picture.release();
  return pixels;
}

test('an embedding is as long as 1, whatever the net says', async () => {
  const embedding = await embedFace(net, new Uint8Array(SIZE * SIZE * 3));
  assert.deepEqual(
    [...embedding.subarray(0, 3)].map((value) => Math.round(value * 1e6) / 1e6),
    [0.6, 0.8, 0],
  );
  assert.equal(embedding.length, 1024);
});

test('a face is cut out whole, in the middle, with a rim, and not squashed', () => {
  const pixels = cropOf(box, 0);
  assert.equal(pixels.length, SIZE * SIZE * 3);
  const { share, x, y } = whiteOf(pixels);
  assert.ok(Math.hypot(x, y) < 0.01, `beside the middle by ${x} ${y}`);
  // The longer side takes 1 / 1.2 of the crop, and the shorter one its share of that.
  assert.ok(Math.abs(share - 0.6 / 1.2 ** 2) < 0.01, `${share} of the crop is face`);
});

test('a head that leans is turned upright', () => {
  // A forehead to the picture's right of the middle: the head leans clockwise, by a quarter.
  const forehead = { x: 110, y: 75, width: 10, height: 10 };
  const { x, y } = whiteOf(cropOf(forehead, 90));
  assert.ok(Math.abs(x) < 0.01 && y < -0.15, `the forehead is at ${x} ${y}`);
});
