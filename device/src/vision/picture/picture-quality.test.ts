import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Behaviour, type FaceObservation, type Observation } from '@invigil/behaviour';
import { isCoverage, Policy } from '@invigil/contract';
import { QualityMeter } from './picture-quality.js';
import { brightened, defocused, pictureOf, shifted, type Still, stillsOf } from './test-films.js';

/** Stills a second, and how many there are of each film: 20 s. */
const RATE = 5;
const COUNT = 20 * RATE;
/** Where the man's head is in each of these pictures of cap12_edit, px. */
const HEAD = { x: 130, y: 100, width: 120, height: 130 };
/** From here on the camera is tampered with. */
const FROM = 8 * RATE;

let office: Still[] = [];
let wall: Still[] = [];
before(async () => {
  [office, wall] = await Promise.all([stillsOf('cap12_edit', COUNT), stillsOf('franck', COUNT)]);
});
after(() => {
  office = [];
  wall = [];
});

const FACE: FaceObservation = {
  id: 1,
  box: HEAD,
  presence: 0.97,
  quality: { interOcularPx: 45, sharpness: 80, brightness: 0.5, visible: 1 },
  headPose: null,
  gaze: null,
  eyes: null,
  mouth: null,
  identity: null,
};

/** Kinds of coverage signal that opened while a camera gave these stills. */
function toldOf(stills: readonly Still[], { faces = [FACE], isCamera = true } = {}): string[] {
  const meter = new QualityMeter({ isCamera });
  const behaviour = new Behaviour({ policy: Policy.parse({}), boot: '00000000000000ab' });
  return stills.flatMap((still, i) => {
    const capturedAt = 1_700_000_000_000 + (i * 1000) / RATE;
    const picture = pictureOf(still);
    const quality = meter.measure(picture, { capturedAt, faces: faces.map(({ box }) => box) });
    picture.release();
    const observation: Observation = {
      type: 'frame',
      capturedAt,
      width: still.width,
      height: still.height,
      faces,
      objects: null,
      quality,
      virtualCamera: false,
      tooSlow: false,
    };
    return behaviour
      .observe(observation)
      .changes.filter(({ signal, type }) => type === 'opened' && isCoverage(signal.kind))
      .map(({ signal }) => signal.kind);
  });
}

/** The office, and from `FROM` on what a change makes of it. */
function changed(change: (still: Still, i: number) => Still): Still[] {
  return office.map((still, i) => (i < FROM ? still : change(still, i)));
}

test('nothing is told of a calm film, nor of one before a plain wall', () => {
  assert.deepEqual(toldOf(office), []);
  assert.deepEqual(toldOf(wall), []);
});

test('light that is halved, quartered or raised by half is no tampering', () => {
  for (const gain of [0.5, 0.25, 1.5]) {
    assert.deepEqual(toldOf(changed((still) => brightened(still, gain))), [], `${gain}`);
  }
});

test('each way to blind a camera is told as what it is, and as nothing else', () => {
  const cloth = (still: Still): Still => ({ ...still, bytes: new Uint8Array(still.bytes.length).fill(90) });
  const noisy = (still: Still, i: number): Still => {
    const bytes = still.bytes.map((value, at) => value + ((at * 7 + i * 13) % 5));
    return { ...still, bytes };
  };
  const told = {
    covered: toldOf(changed((still, i) => noisy(cloth(still), i))),
    dark: toldOf(changed((still) => brightened(still, 0.1))),
    overexposed: toldOf(changed((still) => brightened(still, 6))),
    blurred: toldOf(changed((still) => defocused(still, 6))),
    frozen: toldOf(changed(() => office[FROM])),
  };
  for (const [kind, opened] of Object.entries(told)) assert.deepEqual(opened, [kind]);
  const byHand = changed((still) => brightened(defocused(still, 6), 0.5));
  assert.deepEqual(toldOf(byHand), ['covered']);
});

test('a view that is shifted, and one of another room, is a moved camera', () => {
  assert.deepEqual(toldOf(changed((still) => shifted(still, 0.1, 0.05))), ['camera-moved']);
  assert.deepEqual(toldOf(wall.map((still, i) => (i < FROM ? still : office[i]))), ['camera-moved']);
});

test('a view that is shifted by a hundredth is the same', () => {
  assert.deepEqual(toldOf(changed((still) => shifted(still, 0.01, 0))), []);
});

test('a recording that begins again is looped where the source is a camera, and a film is not', () => {
  const again = [...office.slice(0, FROM), ...office.slice(0, FROM), ...office.slice(0, FROM)];
  const loop = [...again, ...again];
  assert.deepEqual(toldOf(loop), ['looped']);
  assert.deepEqual(toldOf(loop, { isCamera: false }), []);
});

test('a person who passes behind the candidate moves no camera', () => {
  const passing = changed((still, i) => {
    const bytes = still.bytes.slice();
    const left = (i - FROM) * 12;
    for (let y = 0; y < still.height; y++) {
      for (let x = left; x < Math.min(still.width, left + 90); x++) {
        bytes.fill((x + y) % 40, (y * still.width + x) * 3, (y * still.width + x) * 3 + 3);
      }
    }
    return { ...still, bytes };
  });
  assert.deepEqual(toldOf(passing), []);
});
