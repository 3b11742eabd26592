import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '@invigil/behaviour';
import { pictureFromBytes } from '../lib/opencv.js';
import { FrameSnapshot } from './frame-snapshot.js';

/** A frame of one colour that counts how often its pixels are given back. */
function snapshotOf(width = 16, height = 8, bystanders: Box[] | null = []) {
  const picture = pictureFromBytes(new Uint8Array(width * height * 3).fill(120), width, height);
  const given = { back: 0 };
  const release = (): void => {
    given.back++;
    picture.release();
  };
  const frame = { picture: { ...picture, release }, capturedAt: 1234, seq: 1 };
  const snapshot = new FrameSnapshot(frame, bystanders ?? undefined);
  return { given, snapshot };
}

/** Width in the start-of-frame segment of a baseline JPEG. Source: ITU-T T.81, B.2.2. */
function widthOf(jpeg: Uint8Array): number {
  const bytes = Buffer.from(jpeg);
  return bytes.readUInt16BE(bytes.indexOf(Buffer.from([0xff, 0xc0])) + 7);
}

test('it is taken when the camera gave the frame, and becomes a JPEG', async () => {
  const { snapshot } = snapshotOf();
  assert.equal(snapshot.takenAt, 1234);
  const jpeg = await snapshot.encode();
  assert.deepEqual([...jpeg.subarray(0, 2)], [0xff, 0xd8]);
  assert.equal(widthOf(jpeg), 16);
  snapshot.release();
});

test('it becomes a JPEG once, however many want it', async () => {
  const { snapshot } = snapshotOf();
  const { encode } = snapshot;
  const [first, second] = await Promise.all([encode(), encode()]);
  assert.equal(first, second);
  assert.equal(await encode(), first);
  snapshot.release();
});

test('a wide frame is made narrow enough to send', async () => {
  const { snapshot } = snapshotOf(1920, 1080);
  assert.equal(widthOf(await snapshot.encode()), 848);
  snapshot.release();
});

test('pixels go back at once where nobody wanted a JPEG, and only once', () => {
  const { given, snapshot } = snapshotOf();
  snapshot.release();
  snapshot.release();
  assert.equal(given.back, 1);
});

test('pixels stay until the JPEG that is being made of them is there', async () => {
  const { given, snapshot } = snapshotOf();
  const encoding = snapshot.encode();
  snapshot.release();
  assert.equal(given.back, 0);
  assert.ok((await encoding).length > 0);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(given.back, 1);
});

test('after the release a JPEG that was made stays, and none is made any more', async () => {
  const kept = snapshotOf();
  const jpeg = await kept.snapshot.encode();
  kept.snapshot.release();
  assert.equal(await kept.snapshot.encode(), jpeg);
  const gone = snapshotOf();
  gone.snapshot.release();
  await assert.rejects(gone.snapshot.encode(), /the frame is gone/);
});

test('without bystanders the blurred picture is the very same one', async () => {
  const { snapshot } = snapshotOf();
  assert.equal(await snapshot.encodeBlurred(), await snapshot.encode());
  snapshot.release();
});

test('with bystanders it is another one, made once, and the pixels stay until it is there', async () => {
  const { given, snapshot } = snapshotOf(16, 8, [{ x: 2, y: 2, width: 5, height: 5 }]);
  const [first, second, sharp] = [snapshot.encodeBlurred(), snapshot.encodeBlurred(), snapshot.encode()];
  snapshot.release();
  assert.equal(given.back, 0);
  assert.equal(await first, await second);
  assert.notEqual(await first, await sharp);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(given.back, 1);
});

test('a frame at which nobody looked has no blurred picture: it may show anybody', async () => {
  const { snapshot } = snapshotOf(16, 8, null);
  await assert.rejects(snapshot.encodeBlurred(), /nobody looked at the frame/);
  assert.ok((await snapshot.encode()).length > 0);
  snapshot.release();
});
