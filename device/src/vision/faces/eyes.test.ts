import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureFromBytes } from '../../lib/opencv.js';
import type { Point } from '../affine.js';
import { type Eyes, measureEyes } from './eyes.js';
import type { FaceMesh } from './face-mesh.js';
import { put, writtenNet, type WrittenOutputs } from '../nets/test-nets.js';

const NET = 64;
const WIDTH = 320;
const HEIGHT = 200;

/** An eye in the picture; `angle` is that of its line, clockwise, radians. */
type Eye = { centre: Point; width: number; angle: number };

const EYES = {
  left: { centre: { x: 100, y: 100 }, width: 46, angle: 0 },
  right: { centre: { x: 220, y: 100 }, width: 46, angle: 0 },
} as const;

/** A point of an eye in the picture: `along` its line to the right and `across` it downward, px. */
function pointOf({ angle, centre }: Eye, along: number, across: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: centre.x + along * cos - across * sin, y: centre.y + along * sin + across * cos };
}

/** Mesh points 33, 133, 362 and 263: the corners of the eyes from left to right. */
function meshOf(left: Eye, right: Eye): FaceMesh {
  const points = Array.from({ length: 468 }, () => ({ x: 0, y: 0, z: 0 }));
  const corner = (i: number, eye: Eye, side: 1 | -1): void => {
    points[i] = { ...pointOf(eye, (side * eye.width) / 2, 0), z: 0 };
  };
  corner(33, left, -1);
  corner(133, left, 1);
  corner(362, right, -1);
  corner(263, right, 1);
  return { points, presence: 1 };
}

/** What the iris net answers for an eye, in px of its own input, which is mirrored for the right one. */
function writeEye(
  outputs: WrittenOutputs,
  which: 'left' | 'right',
  eye: Eye,
  seen: { irisAlong: number; opening: number },
): void {
  const scale = NET / (2.3 * eye.width);
  const flip = which === 'left' ? 1 : -1;
  const from = which === 'left' ? 0 : 76 * 3;
  const point = (i: number, along: number, across: number): void =>
    put(outputs, 'eyeAndIris', from + i * 3, NET / 2 + flip * along * scale, NET / 2 + across * scale, 0);
  point(0, (-flip * eye.width) / 2, 0);
  point(8, (flip * eye.width) / 2, 0);
  point(4, 0, seen.opening / 2);
  point(12, 0, -seen.opening / 2);
  point(71, seen.irisAlong, 0);
}

/** What is read of two eyes whose irises stand `irisAlong` px to the right of the middle of their eyes. */
async function measure(
  left: Eye,
  right: Eye,
  irisAlong: number,
  opening = 18,
): Promise<{ eyes: Eyes | null; pixels: Uint8Array; batch: number }> {
  const net = writtenNet('iris', (outputs) => {
    writeEye(outputs, 'left', left, { irisAlong, opening });
    writeEye(outputs, 'right', right, { irisAlong, opening });
  });
  const bytes = new Uint8Array(WIDTH * HEIGHT * 3);
  // White to the left of each eye's middle, as far as its square goes.
  for (const { centre } of [left, right]) {
    for (let y = 0; y < HEIGHT; y++) {
      const row = y * WIDTH;
      bytes.fill(255, (row + centre.x - 60) * 3, (row + centre.x) * 3);
    }
  }
  const picture = pictureFromBytes(bytes, WIDTH, HEIGHT);
  const eyes = await measureEyes(net, picture, meshOf(left, right));
  picture.release();
  assert.equal(net.runs.length, 1, 'both eyes go in one batch');
  return { eyes, pixels: net.runs[0]?.pixels ?? new Uint8Array(), batch: net.runs[0]?.batch ?? 0 };
}

function near(actual: number | null | undefined, expected: number): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-5, `${actual} is not ${expected}`);
}

test('irises toward the picture’s left give a positive gaze, toward its right a negative one', async () => {
  near((await measure(EYES.left, EYES.right, -5)).eyes?.gazeX, 5 / 46);
  near((await measure(EYES.left, EYES.right, 5)).eyes?.gazeX, -5 / 46);
  near((await measure(EYES.left, EYES.right, 0)).eyes?.gazeX, 0);
});

test('the eyes of a head that leans are measured along their own line', async () => {
  const angle = 0.6;
  const { eyes } = await measure({ ...EYES.left, angle }, { ...EYES.right, angle }, -5);
  near(eyes?.gazeX, 5 / 46);
  near(eyes?.opening, 18 / 46);
});

test('an eye’s opening is the distance of its lids over its width', async () => {
  near((await measure(EYES.left, EYES.right, 0, 18)).eyes?.opening, 18 / 46);
  near((await measure(EYES.left, EYES.right, 0, 0)).eyes?.opening, 0);
});

test('eyes of different size count alike', async () => {
  const { eyes } = await measure(EYES.left, { ...EYES.right, width: 23 }, -5);
  near(eyes?.gazeX, (5 / 46 + 5 / 23) / 2);
  near(eyes?.opening, (18 / 46 + 18 / 23) / 2);
  near(eyes?.disagreement, 5 / 23 - 5 / 46);
  near(eyes?.widthPx, 23);
});

test('where one of the eyes is narrower than 8 px nothing is claimed', async () => {
  const narrow = { ...EYES.right, width: 7.9 };
  assert.equal((await measure(EYES.left, narrow, 0)).eyes, null);
  assert.notEqual((await measure(EYES.left, { ...narrow, width: 8.1 }, 0)).eyes, null);
});

test('the net sees the right eye mirrored', async () => {
  const { batch, pixels } = await measure(EYES.left, EYES.right, 0);
  assert.equal(batch, 2);
  assert.equal(pixels.length, 2 * NET * NET * 3);
  const lumaAt = (eye: 0 | 1, x: number): number => pixels[(eye * NET * NET + 32 * NET + x) * 3] ?? -1;
  assert.deepEqual([lumaAt(0, 16), lumaAt(0, 48)], [255, 0]);
  assert.deepEqual([lumaAt(1, 16), lumaAt(1, 48)], [0, 255]);
});
