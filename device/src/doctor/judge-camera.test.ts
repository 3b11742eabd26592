import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DoctorLine, Health } from '@invigil/contract';
import { type CameraFacts, judgeCamera } from './judge-camera.js';

const QUALITY = {
  brightness: 0.5,
  contrast: 0.2,
  sharpness: 50,
  edgeSteepness: 0.15,
  burntOut: 0.01,
  change: 0.01,
  backgroundChange: null,
  repetition: null,
};
const GRANTED = { width: 848, height: 480, fps: 30, fourcc: 'MJPG' };
const HEALTH: Health = {
  boot: '0123456789abcdef',
  at: 1,
  rates: { captured: 29, faces: 10, objects: 1 },
  dropped: 0,
  stages: {},
  outbox: { depth: 0, oldestMs: 0 },
  rssMb: 200,
  temperatureC: null,
  pictures: { brightness: 0.5, burntOut: 0.4 },
};
type Opened = Extract<CameraFacts['seen'], { type: 'opened' }>;

function facts(opened: Partial<Opened> = {}, more: Partial<CameraFacts> = {}): CameraFacts {
  return {
    kind: 'camera',
    name: '/dev/video0',
    asked: GRANTED,
    usb: { speedMbps: 480, sharedWith: 0 },
    virtual: false,
    seen: { type: 'opened', granted: GRANTED, pictures: 90, seconds: 3, quality: QUALITY, ...opened },
    ...more,
  };
}

function found(lines: readonly DoctorLine[]): Record<string, string> {
  return Object.fromEntries(
    lines.filter(({ verdict }) => verdict !== 'ok').map(({ check, verdict }) => [check, verdict]),
  );
}
const of = (...given: Parameters<typeof facts>): Record<string, string> =>
  found(judgeCamera(facts(...given)));

test('a camera that gives what was asked is well, and says so with its numbers', () => {
  const lines = judgeCamera(facts());
  assert.deepEqual(found(lines), {});
  assert.deepEqual(
    lines.map(({ check }) => check),
    ['camera', 'camera-rate', 'camera-light', 'camera-focus', 'camera-usb', 'camera-software'],
  );
  assert.match(lines[0]?.found ?? '', /848×480 MJPG, 30 \/s and gave 90 pictures$/);
  assert.deepEqual(lines[1]?.values, { perSecond: 30 });
});

test('another format, few pictures, light, focus, port and software are each told', () => {
  const small = { ...GRANTED, width: 640, height: 360, fourcc: 'YUYV' };
  assert.deepEqual(of({ granted: small }), { camera: 'warning' });
  assert.deepEqual(of({ pictures: 24 }), { 'camera-rate': 'warning' });
  assert.deepEqual(of({ pictures: 6 }), { 'camera-rate': 'fail' });
  assert.deepEqual(of({ quality: { ...QUALITY, brightness: 0.05 } }), { 'camera-light': 'fail' });
  assert.deepEqual(of({ quality: { ...QUALITY, burntOut: 0.5 } }), { 'camera-light': 'warning' });
  assert.deepEqual(of({ quality: { ...QUALITY, edgeSteepness: 0.05 } }), { 'camera-focus': 'fail' });
  assert.deepEqual(of({ quality: { ...QUALITY, contrast: 0 } }), { 'camera-focus': 'warning' });
  assert.deepEqual(of({}, { virtual: true }), { 'camera-software': 'warning' });
  assert.deepEqual(of({}, { usb: undefined, virtual: undefined }), {
    'camera-usb': 'not-tried',
    'camera-software': 'not-tried',
  });
});

test('a port is told where it is too slow for the format, alone or shared', () => {
  const usb = (speedMbps: number, sharedWith: number, fourcc: string) =>
    of({ granted: { ...GRANTED, fourcc } }, { asked: {}, usb: { speedMbps, sharedWith } });
  assert.deepEqual(usb(480, 3, 'MJPG'), {}, 'four cameras of MJPG: 117 Mbit/s');
  assert.deepEqual(usb(480, 0, 'YUYV'), {}, 'one that is not compressed: 195 Mbit/s');
  assert.deepEqual(usb(480, 1, 'YUYV'), { 'camera-usb': 'warning' });
  assert.deepEqual(usb(12, 0, 'MJPG'), { 'camera-usb': 'warning' });
  assert.deepEqual(usb(5000, 3, 'YUYV'), {});
});

test('what a daemon holds is told by its own words', () => {
  const camera = { type: 'camera' as const, name: '/dev/video0', asked: {}, granted: GRANTED };
  const held = (more: object) =>
    of({}, { seen: { type: 'held', camera: { ...camera, ...more }, health: HEALTH } });
  assert.deepEqual(held({}), { 'camera-light': 'warning' }, '40 % of it overexposed');
  assert.deepEqual(held({ granted: null }), { camera: 'fail' });
  assert.deepEqual(held({ granted: null, shut: true }), {}, 'shut by arrangement');
});

test('a still tells a broken camera from a broken installation', () => {
  const failed = (still: Extract<CameraFacts['seen'], { type: 'failed' }>['still']) =>
    judgeCamera(facts({}, { seen: { type: 'failed', why: 'no binding', still } }))[0];
  assert.match(
    failed({ type: 'picture', bytes: 6394 })?.found ?? '',
    /camera works, the installation is broken/,
  );
  assert.match(failed({ type: 'none', why: 'busy' })?.found ?? '', /\(busy\): the camera is broken or held/);
  assert.match(failed({ type: 'no-program' })?.todo ?? '', /install fswebcam/);
  const film = judgeCamera(facts({}, { kind: 'film', seen: { type: 'failed', why: 'x', still: undefined } }));
  assert.deepEqual([film.length, film[0]?.verdict], [1, 'fail']);
});
