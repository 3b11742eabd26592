import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ManualClock } from '../lib/clock.js';
import { DeviceError } from '../lib/errors.js';
import { Gate } from '../lib/gate.js';
import { createLog } from '../lib/log.js';
import { encodeJpeg, pictureFromBytes, type Picture, type VideoFormat } from '../lib/opencv.js';
import { Capture } from './capture.js';
import { LatestFrame } from './latest-frame.js';
import { openSource } from './open-source.js';
import type { PictureSource } from './picture-source.js';

const GRANTED: VideoFormat = { width: 8, height: 8, fps: 25, fourcc: 'MJPG' };
const folder = mkdtempSync(join(tmpdir(), 'invigil-capture-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function picture(): Picture {
  return pictureFromBytes(new Uint8Array(8 * 8 * 3), 8, 8);
}

/** A source that gives some pictures, one each 40 ms, and then ends. */
function sourceOf(count: number, clock: ManualClock): PictureSource {
  let left = count;
  return {
    granted: GRANTED,
    async next(signal) {
      await clock.sleep(40, signal);
      return left-- > 0 ? picture() : undefined;
    },
    close: () => undefined,
  };
}

function logLines(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  return {
    lines,
    log: createLog({ level: 'info', destination: { write: (line: string) => lines.push(line) } }),
  };
}

test('a camera that is unplugged is tried again with growing pauses, told once, and found again', async () => {
  const clock = new ManualClock();
  const { lines, log } = logLines();
  const opened: number[] = [];
  const told: (VideoFormat | null)[] = [];
  let plugged = true;
  const slot = new LatestFrame();
  const capture = new Capture({
    open: () => {
      opened.push(clock.monotonic());
      if (!plugged) return Promise.reject(new DeviceError('camera-unavailable', 'no camera'));
      return Promise.resolve(sourceOf(2, clock));
    },
    startsAgain: true,
    slot,
    gate: new Gate(true),
    clock,
    log,
    onGranted: (granted) => told.push(granted),
  });
  capture.start();
  await clock.advance(100);
  plugged = false;
  await clock.advance(4000);
  assert.equal(lines.filter((line) => line.includes('camera not available')).length, 1);
  const tries = opened.slice(1).map((at, i) => at - (opened[i] ?? 0));
  assert.ok((tries.at(-1) ?? 0) > (tries[1] ?? Infinity), `pauses grow: ${tries.join(', ')}`);
  assert.equal(told.at(-1), null);
  plugged = true;
  await clock.advance(15_000);
  assert.deepEqual(told.at(-1), GRANTED);
  const stopped = capture.stop();
  await clock.advance(100);
  await stopped;
});

test('a film that is played once ends the capture', async () => {
  const clock = new ManualClock();
  const { log } = logLines();
  const capture = new Capture({
    open: () => Promise.resolve(sourceOf(3, clock)),
    startsAgain: false,
    slot: new LatestFrame(),
    gate: new Gate(true),
    clock,
    log,
    onGranted: () => undefined,
  });
  capture.start();
  await clock.advance(1000);
  await capture.finished();
  assert.equal(capture.frames, 3);
});

test('a camera of software is known as one when it is announced', async () => {
  const clock = new ManualClock();
  const { log } = logLines();
  const told: (boolean | undefined)[] = [];
  const capture = new Capture({
    open: () => Promise.resolve({ ...sourceOf(1, clock), virtual: true }),
    startsAgain: false,
    slot: new LatestFrame(),
    gate: new Gate(true),
    clock,
    log,
    onGranted: () => told.push(capture.virtual),
  });
  assert.equal(capture.virtual, undefined);
  capture.start();
  await clock.advance(1000);
  await capture.finished();
  assert.deepEqual(told, [true]);
});

test('a camera that must not be opened is not; one that is shut is closed, and opened again when it may be', async () => {
  const clock = new ManualClock();
  const { lines, log } = logLines();
  const gate = new Gate(false);
  const slot = new LatestFrame();
  const told: (VideoFormat | null)[] = [];
  const camera = { opened: 0, closed: 0 };
  const capture = new Capture({
    open() {
      camera.opened++;
      const source = sourceOf(Infinity, clock);
      return Promise.resolve({ ...source, close: () => void camera.closed++ });
    },
    startsAgain: true,
    slot,
    gate,
    clock,
    log,
    onGranted: (granted) => told.push(granted),
  });
  capture.start();
  await clock.advance(60_000);
  assert.deepEqual([camera, capture.frames], [{ opened: 0, closed: 0 }, 0]);
  gate.set(true);
  await clock.advance(1000);
  assert.ok(capture.frames > 20);
  gate.set(false);
  slot.clear();
  const before = capture.frames;
  await clock.advance(60_000);
  assert.deepEqual([camera, capture.frames], [{ opened: 1, closed: 1 }, before]);
  assert.equal(await slot.take(1, AbortSignal.abort()), undefined);
  assert.deepEqual(told, [GRANTED, null]);
  gate.set(true);
  await clock.advance(1000);
  assert.ok(capture.frames > before && camera.opened === 2);
  assert.ok(!lines.some((line) => line.includes('camera not available')));
  const stopped = capture.stop();
  await clock.advance(100);
  await stopped;
});

test('the slot holds the newest frame and counts what nobody fetched', async () => {
  const slot = new LatestFrame();
  for (const seq of [1, 2, 3]) slot.put({ picture: picture(), capturedAt: seq, seq });
  const frame = await slot.take(1000, new AbortController().signal);
  assert.equal(frame?.seq, 3);
  assert.equal(slot.dropped, 2);
});

test('a wait for a frame ends with the frame, or with its time', async () => {
  const slot = new LatestFrame();
  const waiting = slot.take(5000, new AbortController().signal);
  slot.put({ picture: picture(), capturedAt: 7, seq: 7 });
  assert.equal((await waiting)?.seq, 7);
  assert.equal(await slot.take(5, new AbortController().signal), undefined);
});

test('a folder shows its pictures in order and leaves an unreadable one out', async () => {
  const clock = new ManualClock();
  const { lines, log } = logLines();
  for (const name of ['b.jpg', 'a.jpg']) {
    writeFileSync(join(folder, name), await encodeJpeg(picture(), { maxWidth: 8, quality: 90 }));
  }
  writeFileSync(join(folder, 'aa.jpg'), 'no picture');
  const source = await openSource({ type: 'folder', folder, fps: 5, loop: false }, { clock, log });
  let shown = 0;
  for (;;) {
    const next = source.next(new AbortController().signal);
    await clock.advance(250);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await clock.advance(250);
    if ((await next) === undefined) break;
    shown++;
  }
  assert.equal(shown, 2);
  assert.ok(lines.some((line) => line.includes('aa.jpg')));
});

test('a missing film, an absent camera and an empty folder each say what is wrong', async () => {
  const deps = { clock: new ManualClock(), log: createLog({ level: 'silent' }) };
  const codeOf = (config: Parameters<typeof openSource>[0]): Promise<unknown> =>
    openSource(config, deps).then(
      () => undefined,
      (error: unknown) => (error instanceof DeviceError ? error.code : error),
    );
  assert.equal(await codeOf({ type: 'film', file: '/none.mp4', loop: false }), 'film-unreadable');
  assert.equal(await codeOf({ type: 'folder', folder: '/none', fps: 5, loop: false }), 'picture-unreadable');
  assert.equal(
    await codeOf({
      type: 'camera',
      device: '/dev/video63',
      width: 640,
      height: 480,
      fps: 30,
      fourcc: 'MJPG',
    }),
    'camera-unavailable',
  );
});
