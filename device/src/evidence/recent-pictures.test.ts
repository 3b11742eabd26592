import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryLog } from '../outbox/test-log.js';
import { RecentPictures } from './recent-pictures.js';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function ring(): {
  recent: RecentPictures;
  encoded: number[];
  show: (at: number) => Promise<void>;
  count: (message: string) => number;
} {
  const { log, count } = memoryLog();
  const recent = new RecentPictures({ keepMs: 4000, log });
  const encoded: number[] = [];
  const show = async (takenAt: number): Promise<void> => {
    recent.offer({
      takenAt,
      encode: async () => {
        encoded.push(takenAt);
        return Uint8Array.of(takenAt / 100);
      },
      encodeBlurred: async () => Uint8Array.of(0, takenAt / 100),
    });
    await settle();
  };
  return { recent, encoded, show, count };
}

test('keeps about one picture a second of a quick camera', async () => {
  const { recent, encoded, show } = ring();
  for (let at = 0; at <= 5000; at += 100) await show(at);
  assert.deepEqual(encoded, [0, 1000, 2000, 3000, 4000, 5000]);
  assert.equal(recent.nearest(3000, 600)?.takenAt, 3000);
  assert.deepEqual(recent.nearest(2400, 600)?.jpeg, Uint8Array.of(20));
  assert.deepEqual(recent.nearest(2400, 600)?.blurred, Uint8Array.of(0, 20));
});

test('forgets what is older than it has to keep', async () => {
  const { recent, show } = ring();
  for (let at = 0; at <= 9000; at += 1000) await show(at);
  assert.equal(recent.nearest(4000, 999), undefined);
  assert.equal(recent.nearest(5000, 999)?.takenAt, 5000);
});

test('gives no picture from too far away', async () => {
  const { recent, show } = ring();
  await show(1000);
  assert.equal(recent.nearest(2500, 1200), undefined);
});

test('makes one JPEG at a time, and none late for a camera that went on', async () => {
  const { log } = memoryLog();
  const recent = new RecentPictures({ keepMs: 4000, log });
  let finish = (): void => {};
  const slow = new Promise<Uint8Array>((resolve) => {
    finish = () => resolve(Uint8Array.of(1));
  });
  recent.offer({ takenAt: 0, encode: () => slow, encodeBlurred: () => slow });
  const second = (): never => assert.fail('a second JPEG at the same time');
  recent.offer({ takenAt: 2000, encode: second, encodeBlurred: second });
  recent.clear();
  finish();
  await settle();
  assert.equal(recent.nearest(0, 100), undefined);
});

test('a picture that can not be encoded is left out with one line for the whole series', async () => {
  const { recent, count, show } = ring();
  const encode = (): Promise<Uint8Array> => Promise.reject(new Error('no such picture'));
  for (const takenAt of [0, 1000, 2000]) {
    recent.offer({ takenAt, encode, encodeBlurred: encode });
    await settle();
  }
  await show(3000);
  assert.equal(count('can not be encoded'), 1);
  assert.equal(recent.nearest(3000, 0)?.takenAt, 3000);
});

test('goes on after the clock was set back', async () => {
  const { recent, show } = ring();
  await show(1_000_000);
  await show(5000);
  assert.equal(recent.nearest(5000, 0)?.takenAt, 5000);
  assert.equal(recent.nearest(1_000_000, 0), undefined);
});
