import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BehaviourStep, Observation } from '@invigil/behaviour';
import { ManualClock } from '../lib/clock.js';
import type { Frame } from '../lib/frame.js';
import { Gate } from '../lib/gate.js';
import { pictureFromBytes } from '../lib/opencv.js';
import { type Ask, runPipeline } from './pipeline.js';

const START = 1_700_000_000_000;

/** A pipeline before a camera that gives a frame whenever it is asked, until it is made blind. */
function bench(wanted: { faces: number; objects: number }, seeMs = 20) {
  const rates = { ...wanted, detector: 4, identity: 0.5 };
  const busy = { objects: false, identity: false };
  const clock = new ManualClock(START);
  const stop = new AbortController();
  const seen: (Ask & { at: number })[] = [];
  const noted: Observation[] = [];
  const told: { step: BehaviourStep; frame: Frame | undefined }[] = [];
  const judged: Observation[] = [];
  const camera = { blind: false, given: 0, released: 0 };
  const load = { now: 0, most: 0 };
  const giveFrame = (): Frame => {
    const picture = pictureFromBytes(new Uint8Array(3), 1, 1);
    const release = (): void => {
      camera.released++;
      picture.release();
    };
    return { picture: { ...picture, release }, capturedAt: clock.now(), seq: ++camera.given };
  };
  const gate = new Gate(true);
  const policy = { shut: false };
  const running = runPipeline(
    {
      camera: gate,
      withoutCamera: () => policy.shut,
      async takeFrame(withinMs, signal) {
        if (!camera.blind) return giveFrame();
        await clock.sleep(withinMs, signal);
        return undefined;
      },
      async see(frame, ask) {
        const { objects } = ask;
        load.most = Math.max(load.most, ++load.now);
        seen.push({ ...ask, at: clock.monotonic() });
        await clock.sleep(seeMs);
        load.now--;
        return {
          type: 'frame',
          capturedAt: frame.capturedAt,
          width: 1,
          height: 1,
          faces: [],
          objects: objects ? [] : null,
          quality: {
            brightness: 0.5,
            contrast: 0.1,
            sharpness: 50,
            change: 0.1,
            edgeSteepness: 0.3,
            burntOut: 0,
            backgroundChange: null,
            repetition: null,
          },
          virtualCamera: false,
          tooSlow: false,
        };
      },
      judge(observation) {
        judged.push(observation);
        return {
          at: observation.capturedAt,
          changes: [],
          risk: { score: 0, level: 'calm', contributions: [] },
          analysis: null,
        };
      },
      tell(step, frame) {
        told.push({ step, frame });
        frame?.picture.release();
      },
      underWay: () => busy,
      pace: { rates: () => rates, note: (observation) => noted.push(observation) },
      clock,
    },
    stop.signal,
  );
  /** Aborts, and lets the frame that is under way come to its end. */
  const end = async (): Promise<void> => {
    stop.abort();
    await clock.advance(1000);
    await running;
  };
  return { busy, camera, clock, end, gate, judged, load, noted, policy, rates, seen, told };
}

test('faces are looked for at their rate, and objects at theirs', async () => {
  const { clock, end, seen } = bench({ faces: 10, objects: 1.5 });
  await clock.advance(20_000);
  assert.ok(Math.abs(seen.length - 200) <= 1, `${seen.length} face frames in 20 s`);
  const looks = seen.filter(({ objects }) => objects);
  assert.ok(Math.abs(looks.length - 30) <= 1, `${looks.length} object frames in 20 s`);
  assert.equal(looks[0]?.at, 0);
  await end();
});

test('nets slower than the rate see one frame at a time, without a pause and without a backlog', async () => {
  const { clock, end, load, seen } = bench({ faces: 10, objects: 30 }, 250);
  await clock.advance(9_999);
  assert.equal(load.most, 1);
  assert.equal(seen.length, 40);
  assert.ok(seen.every(({ objects }) => objects));
  await end();
});

test('a long stall of the nets is not made up for by looking for objects again and again', async () => {
  const { camera, clock, end, seen } = bench({ faces: 10, objects: 1 });
  await clock.advance(100);
  camera.blind = true;
  await clock.advance(30_000);
  camera.blind = false;
  const before = seen.length;
  await clock.advance(5000);
  const looks = seen.slice(before).filter(({ objects }) => objects);
  assert.ok(looks.length <= 6, `${looks.length} object frames in 5 s`);
  await end();
});

test('where no frame comes in time, that is what is told, twice a second, with no frame', async () => {
  const { camera, clock, end, judged, told } = bench({ faces: 10, objects: 1 });
  camera.blind = true;
  await clock.advance(250);
  assert.deepEqual(
    judged.map(({ type }) => type),
    ['frame'],
  );
  await clock.advance(1900);
  assert.deepEqual(judged.slice(1), [
    { type: 'no-frame', capturedAt: START + 600 },
    { type: 'no-frame', capturedAt: START + 1100 },
    { type: 'no-frame', capturedAt: START + 1600 },
    { type: 'no-frame', capturedAt: START + 2100 },
  ]);
  assert.ok(told.slice(1).every(({ frame }) => frame === undefined));
  assert.notEqual(told[0]?.frame, undefined);
  await end();
});

test('while the camera is shut nothing is judged, not even the frame that was under way, and every frame is given back', async () => {
  const { camera, clock, end, gate, judged, told } = bench({ faces: 10, objects: 1 });
  await clock.advance(110);
  assert.equal(judged.length, 1);
  gate.set(false);
  await clock.advance(60_000);
  assert.deepEqual([judged.length, told.length], [1, 1]);
  assert.equal(camera.released, camera.given);
  gate.set(true);
  await clock.advance(1000);
  assert.ok(judged.length > 5);
  await end();
});

test('each step is told with the frame that brought it, in order', async () => {
  const { clock, end, told } = bench({ faces: 10, objects: 1 });
  await clock.advance(950);
  assert.deepEqual(
    told.map(({ frame }) => frame?.seq),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  for (const { frame, step } of told) assert.equal(step.at, frame?.capturedAt);
  await end();
});

test('an abort ends it after the frame that is under way, and no frame stays unreleased', async () => {
  const { camera, clock, end, seen, told } = bench({ faces: 10, objects: 1 });
  await clock.advance(110);
  await end();
  assert.equal(seen.length, 2);
  assert.equal(told.length, 2);
  assert.equal(camera.released, camera.given);
});

test('a frame that comes in the moment of the abort is given back unseen', async () => {
  const stop = new AbortController();
  let released = 0;
  const picture = { ...pictureFromBytes(new Uint8Array(3), 1, 1), release: () => void released++ };
  const never = (): never => assert.fail('the frame was looked at');
  await runPipeline(
    {
      withoutCamera: () => false,
      camera: new Gate(true),
      takeFrame() {
        stop.abort();
        return Promise.resolve({ picture, capturedAt: START, seq: 1 });
      },
      see: never,
      judge: never,
      tell: never,
      underWay: never,
      pace: { rates: never, note: never },
      clock: new ManualClock(START),
    },
    stop.signal,
  );
  assert.equal(released, 1);
});

test('a look that is still under way is not asked for again, and the next is asked for as soon as it has ended', async () => {
  const { busy, clock, end, seen } = bench({ faces: 10, objects: 5 });
  await clock.advance(50);
  busy.objects = true;
  await clock.advance(2000);
  assert.deepEqual(
    seen.slice(1).filter(({ objects }) => objects),
    [],
  );
  busy.objects = false;
  await clock.advance(100);
  assert.equal(seen.at(-1)?.objects, true);
  await end();
});

test('rates that change hold from the next frame on, and the pace is told of every observation', async () => {
  const { camera, clock, end, noted, rates, seen } = bench({ faces: 10, objects: 1 });
  await clock.advance(999);
  assert.equal(seen.length, 10);
  Object.assign(rates, { faces: 5, detector: 2, objects: 5 });
  await clock.advance(2000);
  assert.ok(Math.abs(seen.length - 20) <= 1, `${seen.length} frames`);
  assert.ok(seen.slice(11).every(({ objects }) => objects));
  assert.deepEqual([seen[0]?.detectEveryMs, seen.at(-1)?.detectEveryMs], [250, 500]);
  camera.blind = true;
  await clock.advance(1000);
  assert.deepEqual([noted.length > seen.length, noted.at(-1)?.type], [true, 'no-frame']);
  await end();
});

test('the face is compared at its own rate', async () => {
  const { clock, end, seen } = bench({ faces: 10, objects: 1 });
  await clock.advance(9_950);
  assert.equal(seen.filter(({ identity }) => identity).length, 5);
  await end();
});

test('where the policy keeps the camera shut, time goes on without it, twice a second', async () => {
  const { camera, clock, end, gate, judged, policy, told } = bench({ faces: 10, objects: 1 });
  await clock.advance(1000);
  policy.shut = true;
  gate.set(false);
  await clock.advance(100);
  const [given, before] = [camera.given, judged.length];
  await clock.advance(5000);
  assert.equal(camera.given, given);
  assert.deepEqual(new Set(judged.slice(before).map(({ type }) => type)), new Set(['no-frame']));
  assert.ok(Math.abs(judged.length - before - 10) <= 1, `${judged.length - before} in 5 s`);
  assert.ok(told.slice(before).every(({ frame }) => frame === undefined));
  policy.shut = false;
  gate.set(true);
  await clock.advance(1000);
  assert.ok(camera.given > given);
  await end();
});
