import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodeJpeg, measureLuma, openVideo, pictureFromBytes, readPicture, warp } from './opencv.js';

type OpenCv = typeof import('@u4/opencv4nodejs');
const cv: OpenCv = createRequire(import.meta.url)('@u4/opencv4nodejs');
const folder = mkdtempSync(join(tmpdir(), 'invigil-opencv-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const WIDTH = 64;
const HEIGHT = 32;

/** Blue on the left half, red on the right. */
function halves(): Uint8Array {
  const bytes = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let i = 0; i < WIDTH * HEIGHT; i++) bytes[i * 3 + (i % WIDTH < WIDTH / 2 ? 0 : 2)] = 255;
  return bytes;
}

/** An MP4 of a picture whose top is white and whose bottom is black, with its track turned by 90° clockwise. */
function filmOnItsSide(): string {
  const file = join(folder, 'side.mp4');
  const writer = new cv.VideoWriter(
    file,
    cv.VideoWriter.fourcc('mp4v'),
    25,
    new cv.Size(WIDTH, HEIGHT),
    true,
  );
  const frame = new cv.Mat(HEIGHT, WIDTH, cv.CV_8UC3, [0, 0, 0]);
  frame.drawRectangle(new cv.Point2(0, 0), new cv.Point2(WIDTH, HEIGHT / 2), new cv.Vec3(255, 255, 255), -1);
  for (let i = 0; i < 10; i++) writer.write(frame);
  writer.release();
  // The matrix of the track header, ISO 14496-12 §8.3.2: a, b, u, c, d, v, x, y, w.
  const bytes = readFileSync(file);
  const matrix = bytes.indexOf('tkhd') + 4 + 40;
  [0, 0x10000, 0, -0x10000, 0, 0, HEIGHT << 16, 0, 0x40000000].forEach((value, i) =>
    bytes.writeInt32BE(value, matrix + i * 4),
  );
  writeFileSync(file, bytes);
  return file;
}

test('a film taken on its side stands upright', async () => {
  const video = openVideo(filmOnItsSide(), { live: false });
  assert.deepEqual([video.format.width, video.format.height], [HEIGHT, WIDTH]);
  const picture = await video.read();
  assert.ok(picture);
  assert.deepEqual([picture.width, picture.height], [HEIGHT, WIDTH]);
  const upright = [
    [1, 0, 0],
    [0, 1, 0],
  ] as const;
  const bytes = warp(picture, upright, HEIGHT, WIDTH);
  const luma = (x: number, y: number): number => bytes[(y * HEIGHT + x) * 3];
  // Turned clockwise, the white top has become the right side.
  assert.ok(luma(HEIGHT - 4, WIDTH / 2) > 200, 'right side');
  assert.ok(luma(4, WIDTH / 2) < 50, 'left side');
  video.release();
});

test('a warp gives BGR bytes, and black outside of the picture', async () => {
  const picture = pictureFromBytes(halves(), WIDTH, HEIGHT);
  const shifted = [
    [1, 0, 8],
    [0, 1, 0],
  ] as const;
  const bytes = warp(picture, shifted, WIDTH, HEIGHT);
  assert.deepEqual([...bytes.subarray(0, 3)], [0, 0, 0]);
  assert.deepEqual([...bytes.subarray(12 * 3, 13 * 3)], [255, 0, 0]);
  picture.release();
});

test('luma of a flat picture has no deviation and no edges', async () => {
  const picture = pictureFromBytes(new Uint8Array(WIDTH * HEIGHT * 3).fill(100), WIDTH, HEIGHT);
  const { deviation, laplacianVariance, mean } = measureLuma(picture, 32);
  assert.deepEqual([Math.round(mean), deviation, laplacianVariance], [100, 0, 0]);
  picture.release();
});

test('a JPEG is no wider than asked', async () => {
  const picture = pictureFromBytes(halves(), WIDTH, HEIGHT);
  const file = join(folder, 'narrow.jpg');
  writeFileSync(file, await encodeJpeg(picture, { maxWidth: 16, quality: 80 }));
  const read = await readPicture(file);
  assert.deepEqual([read.width, read.height], [16, 8]);
  picture.release();
  read.release();
});

test('what is no film and what is no picture is an Error, not a string', async () => {
  const file = join(folder, 'text.avi');
  writeFileSync(file, 'no film');
  assert.throws(() => openVideo(file, { live: false }), Error);
  await assert.rejects(readPicture(file), /no picture/);
});
