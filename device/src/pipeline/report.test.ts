import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BehaviourStep, FaceObservation, Observation } from '@invigil/behaviour';
import { type EventBody, type EvidencePicture, Policy, type Signal } from '@invigil/contract';
import type { FrameSnapshot } from '../evidence/frame-snapshot.js';
import type { Frame } from '../lib/frame.js';
import { pictureFromBytes } from '../lib/opencv.js';
import { memoryLog } from '../outbox/test-log.js';
import { Report } from './report.js';

const PICTURE: EvidencePicture = { sha256: 'a'.repeat(64), takenAt: 1, role: 'moment' };
const SIGNAL: Signal = {
  id: '00000000000000ab-1',
  kind: 'phone',
  source: 'camera',
  startedAt: 0,
  openedAt: 100,
  endedAt: null,
  confidence: 0.6,
};

function step(at: number, ...types: ('opened' | 'closed')[]): BehaviourStep {
  const changes = types.map((type) => ({ type, signal: SIGNAL }));
  return { at, changes, risk: { score: 0, level: 'calm', contributions: [] }, analysis: null };
}

function bench(options: { pictures?: () => Promise<EvidencePicture[]> } = {}) {
  const memory = memoryLog();
  const stored: { at: number; types: string[]; bodies: readonly EventBody[] }[] = [];
  const disk = { full: false };
  const shown: FrameSnapshot[] = [];
  const asked: Signal[] = [];
  const report = new Report({
    outbox: {
      appendAll(bodies, at) {
        if (disk.full) throw new Error('no room');
        stored.push({ at, types: bodies.map(({ type }) => type), bodies });
      },
    },
    evidence: {
      see: (snapshot) => void shown.push(snapshot),
      forget: () => void shown.splice(0),
      capture(signal) {
        asked.push(signal);
        return options.pictures?.() ?? Promise.resolve([PICTURE]);
      },
    },
    policy: () => Policy.parse({}),
    log: memory.log,
  });
  const released: number[] = [];
  const frame = (seq: number): Frame => {
    const picture = pictureFromBytes(new Uint8Array(3), 1, 1);
    const release = (): void => {
      released.push(seq);
      picture.release();
    };
    return { picture: { ...picture, release }, capturedAt: seq * 100, seq };
  };
  return { ...memory, asked, disk, frame, released, report, shown, stored };
}

test('the pictures of a signal follow its event, at the same time', async () => {
  const { frame, report, stored } = bench();
  report.tell(step(100, 'opened'), frame(1));
  await report.stop();
  assert.deepEqual(
    stored.map(({ at, types }) => ({ at, types })),
    [
      { at: 100, types: ['signal-opened'] },
      { at: 100, types: ['evidence'] },
    ],
  );
  assert.deepEqual(stored[1]?.bodies, [{ type: 'evidence', signalId: SIGNAL.id, pictures: [PICTURE] }]);
});

test('a picture hides whom the nets saw beside the candidate; of a frame that they failed on there is none to hide', async () => {
  const { frame, report, shown } = bench();
  const face = (id: number, x: number, width: number): FaceObservation => ({
    id,
    box: { x, y: 0, width, height: width },
    presence: 1,
    quality: { interOcularPx: width / 2, sharpness: 50, brightness: 0.5, visible: 1 },
    headPose: null,
    gaze: null,
    eyes: null,
    mouth: null,
    identity: null,
  });
  const quality = {
    brightness: 0.5,
    contrast: 0.1,
    sharpness: 50,
    edgeSteepness: 0.1,
    burntOut: 0,
    change: 0,
    backgroundChange: null,
    repetition: null,
  };
  const seen = (faces: FaceObservation[]): Observation => ({
    type: 'frame',
    capturedAt: 100,
    width: 1,
    height: 1,
    faces,
    objects: null,
    quality,
    virtualCamera: false,
    tooSlow: false,
  });
  const [alone, together] = [seen([face(1, 0, 1)]), seen([face(1, 100, 50), face(2, 0, 10)])];
  report.tell(step(100), frame(1), alone);
  assert.equal(await shown[0]?.encodeBlurred(), await shown[0]?.encode());
  report.tell(step(200), frame(2), together);
  assert.notEqual(await shown[1]?.encodeBlurred(), await shown[1]?.encode());
  report.tell(step(300), frame(3), { type: 'no-frame', capturedAt: 300 });
  await assert.rejects(async () => shown[2]?.encodeBlurred());
  await report.stop();
});

test('an end has no pictures, and a step without news stores nothing', async () => {
  const { asked, frame, report, stored } = bench();
  report.tell(step(100), frame(1));
  report.tell(step(200, 'closed'), frame(2));
  await report.stop();
  assert.deepEqual(asked, []);
  assert.deepEqual(
    stored.map(({ types }) => types),
    [['signal-closed']],
  );
});

test('where no picture could be taken nothing is told of pictures', async () => {
  const { frame, report, stored } = bench({ pictures: () => Promise.resolve([]) });
  report.tell(step(100, 'opened'), frame(1));
  await report.stop();
  assert.equal(stored.length, 1);
});

test('an outbox that can not store is told in the log, and the seat goes on', async () => {
  const { count, disk, frame, report, stored } = bench();
  disk.full = true;
  report.tell(step(100, 'opened'), frame(1));
  disk.full = false;
  report.tell(step(200, 'closed'), frame(2));
  await report.stop();
  assert.equal(count('events not stored'), 1);
  assert.ok(stored.some(({ types }) => types.includes('signal-closed')));
});

test('pictures that could be taken but not told are in the log', async () => {
  const { count, disk, frame, report } = bench({
    pictures: async () => {
      disk.full = true;
      return Promise.resolve([PICTURE]);
    },
  });
  report.tell(step(100, 'opened'), frame(1));
  await report.stop();
  assert.equal(count('evidence not stored'), 1);
  assert.equal(count('events not stored'), 0);
});

test('a frame is held until the next one comes, also through times without frames', async () => {
  const { frame, released, report, shown } = bench();
  report.tell(step(100), frame(1));
  report.tell(step(200), undefined);
  assert.deepEqual(released, []);
  report.tell(step(300), frame(2));
  assert.deepEqual(released, [1]);
  await report.stop();
  assert.deepEqual(released, [1, 2]);
  assert.deepEqual(
    shown.map(({ takenAt }) => takenAt),
    [100, 200],
  );
});

test('the end waits for the pictures that are being taken', async () => {
  let give: (pictures: EvidencePicture[]) => void = () => assert.fail('nobody waits');
  const taking = new Promise<EvidencePicture[]>((resolve) => {
    give = resolve;
  });
  const { frame, report, stored } = bench({ pictures: () => taking });
  report.tell(step(100, 'opened'), frame(1));
  let stopped = false;
  const end = async (): Promise<void> => {
    await report.stop();
    stopped = true;
  };
  const ending = end();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(stopped, false);
  give([PICTURE]);
  await ending;
  assert.equal(stored.at(-1)?.types[0], 'evidence');
});

test('a camera that is shut leaves no frame behind', () => {
  const { frame, released, report, shown } = bench();
  report.tell(step(100), frame(1));
  assert.deepEqual([released, shown.length], [[], 1]);
  report.forget();
  assert.deepEqual([released, shown.length], [[1], 0]);
  report.forget();
  assert.deepEqual(released, [1]);
});
