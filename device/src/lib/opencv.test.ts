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

/** A face as drawn by stripes, eyes and a mouth, on a ground with a pattern, BGR. */
function scene(width: number, height: number, heads: { x: number; y: number; size: number }[]): Uint8Array {
  const bytes = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ground = 90 + 60 * Math.sin(x / 5) * Math.cos(y / 7);
      const head = heads.find((one) => Math.hypot(x - one.x, (y - one.y) / 1.3) < one.size / 2);
      const luma =
        head === undefined ? ground : featuresAt((x - head.x) / head.size, (y - head.y) / head.size);
      bytes.fill(luma, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return bytes;
}

function featuresAt(x: number, y: number): number {
  if (Math.hypot(Math.abs(x) - 0.18, y + 0.12) < 0.07) return 20;
  if (Math.abs(x) < 0.17 && Math.abs(y - 0.28) < 0.04) return 60;
  if (Math.abs(x) < 0.03 && y > -0.1 && y < 0.12) return 120;
  return 190 + 25 * Math.sin(40 * x) * Math.sin(31 * y);
}

/** Luma of a part of a picture. */
async function lumaOf(
  jpeg: Uint8Array,
  part: { x: number; y: number; width: number; height: number },
): Promise<number[]> {
  const mat = cv.imdecode(Buffer.from(jpeg), cv.IMREAD_GRAYSCALE);
  const region = mat.getRegion(new cv.Rect(part.x, part.y, part.width, part.height));
  const luma = [...region.copy().getData()];
  return luma;
}

/** Pearson's correlation, after the means of a 3×3 grid were taken away: what is left is what tells one face from another. */
function detailLikeness(a: number[], b: number[], width: number): number {
  const [one, other] = [detailsOf(a, width), detailsOf(b, width)];
  const dot = one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
  const norm = (values: number[]): number => Math.hypot(...values);
  return dot / Math.max(1e-9, norm(one) * norm(other));
}

function detailsOf(luma: number[], width: number): number[] {
  const height = luma.length / width;
  const cell = (i: number): number =>
    Math.floor(((i % width) * 3) / width) + 3 * Math.floor((Math.floor(i / width) * 3) / height);
  const [sums, counts] = [Array.from({ length: 9 }, () => 0), Array.from({ length: 9 }, () => 0)];
  luma.forEach((value, i) => {
    sums[cell(i)] = (sums[cell(i)] ?? 0) + value;
    counts[cell(i)] = (counts[cell(i)] ?? 0) + 1;
  });
  return luma.map((value, i) => value - (sums[cell(i)] ?? 0) / (counts[cell(i)] ?? 1));
}

/** Energy of the differences of neighbours. */
function energyOf(luma: number[]): number {
  return luma.slice(1).reduce((sum, value, i) => sum + (value - (luma[i] ?? 0)) ** 2, 0) / luma.length;
}

for (const [width, height, size] of [
  [848, 480, 70],
  [848, 480, 24],
  [1920, 1080, 160],
] as const) {
  test(`a hidden head of ${size} px in ${width} is beyond recognition, and all else is as it was`, async () => {
    const [candidate, other] = [
      { x: Math.round(width * 0.4), y: Math.round(height * 0.5), size: size * 2 },
      { x: Math.round(width * 0.8), y: Math.round(height * 0.4), size },
    ];
    const picture = pictureFromBytes(scene(width, height, [candidate, other]), width, height);
    const before = measureLuma(picture, 320).luma;
    const hidden = [
      { x: other.x - 0.85 * size, y: other.y - 1.3 * size, width: 1.7 * size, height: 2.3 * size },
    ];
    const options = { maxWidth: 848, quality: 80 };
    const sharp = await encodeJpeg(picture, options);
    const blurred = await encodeJpeg(picture, { ...options, hidden });
    // The frame itself stays as it is: the nets may still look at it.
    assert.deepEqual(measureLuma(picture, 320).luma, before);
    picture.release();
    const scale = Math.min(1, 848 / width);
    const part = ({ x, y, size: wide }: { x: number; y: number; size: number }) => ({
      x: Math.round((x - wide / 2) * scale),
      y: Math.round((y - 0.65 * wide) * scale),
      width: Math.round(wide * scale),
      height: Math.round(1.3 * wide * scale),
    });
    const face = part(other);
    const [shown, left] = [await lumaOf(sharp, face), await lumaOf(blurred, face)];
    assert.ok(energyOf(left) < 0.15 * energyOf(shown), `${energyOf(left)} of ${energyOf(shown)}`);
    const likeness = detailLikeness(shown, left, face.width);
    assert.ok(Math.abs(likeness) < 0.5, `likeness ${likeness}`);
    // Nothing else: JPEG works in blocks of 16 px, which may reach that much beyond the region.
    const own = part(candidate);
    assert.deepEqual(await lumaOf(blurred, own), await lumaOf(sharp, own));
    const leftOf = {
      x: 0,
      y: 0,
      width: Math.floor((hidden[0]?.x ?? 0) * scale) - 16,
      height: Math.floor(height * scale),
    };
    assert.deepEqual(await lumaOf(blurred, leftOf), await lumaOf(sharp, leftOf));
  });
}

test('a region that reaches out of the picture, or lies beside it, hides what of it is inside', async () => {
  const picture = pictureFromBytes(halves(), WIDTH, HEIGHT);
  const options = { maxWidth: 848, quality: 80 };
  const sharp = await encodeJpeg(picture, options);
  const beside = { x: 100, y: 100, width: 50, height: 50 };
  assert.deepEqual(await encodeJpeg(picture, { ...options, hidden: [beside] }), sharp);
  const over = await encodeJpeg(picture, {
    ...options,
    hidden: [{ x: -40, y: -40, width: 400, height: 400 }],
  });
  assert.notDeepEqual(over, sharp);
  picture.release();
});
