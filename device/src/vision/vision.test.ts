import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureFromBytes } from '../lib/opencv.js';
import type { Point } from './affine.js';
import { HeadPoseFit } from './faces/head-pose.js';
import { put, writtenNet } from './nets/test-nets.js';
import { Vision } from './vision.js';

/** As large as the detector's input, so that its pixels are the picture's. */
const SIZE = 256;
const MESH_SIZE = 192;
/** A flat mesh in the middle of its crop, px of the net's input; the corners of the eyes are 30 px apart. */
const EYE_CORNERS = new Map([
  [33, 60],
  [133, 90],
  [362, 105],
  [263, 135],
]);
const MESH: [number, number][] = Array.from({ length: 468 }, (_, i) => {
  const corner = EYE_CORNERS.get(i);
  return corner === undefined
    ? [48 + 96 * ((i % 26) / 25), 48 + 96 * (Math.floor(i / 26) / 17)]
    : [corner, 80];
});

/** A candidate of the detector, by the centre of its box, and what the mesh net makes of it. */
type Candidate = Point & {
  side: number;
  score?: number;
  /** The mesh's flag; 1 where it is left out. */
  presence?: number;
  /** How far the mesh lies beside the middle of the candidate's box, px of the picture. */
  meshBeside?: number;
};

/**
 * A vision whose nets see what is written here; the mesh is half as wide as its crop, which is 1.5 boxes wide. The second mesh,
 * fitted where the first lies once a candidate counts as a face, finds nothing, so that the first stays.
 */
function bench(candidates: readonly Candidate[]) {
  const bestFirst = candidates.toSorted((a, b) => (b.score ?? 1) - (a.score ?? 1));
  const calls = bestFirst.flatMap((one) =>
    (one.presence ?? 1) < 0.01 && (one.score ?? 1) < 0 ? [one] : [one, { ...one, presence: 0 }],
  );
  const nets = {
    faceDetector: writtenNet(
      'blazeface',
      (outputs) => {
        for (const { x, y, side, score = 1 } of candidates) {
          const [column, row] = [Math.floor(x / 16), Math.floor(y / 16)];
          const anchor = (row * 16 + column) * 2;
          const [dx, dy] = [x - (column + 0.5) * 16, y - (row + 0.5) * 16];
          put(outputs, 'scores16', anchor, score);
          put(outputs, 'boxes16', anchor * 16, dx, dy, side, side, dx - 5, dy, dx + 5, dy);
        }
      },
      -10,
    ),
    mesh: writtenNet('facemesh', (outputs, call) => {
      const {
        meshBeside = 0,
        presence = 1,
        side,
      } = calls[call % calls.length] ?? assert.fail('no candidate');
      const beside = (meshBeside * MESH_SIZE) / (side * 1.5);
      for (const [i, [x, y]] of MESH.entries()) put(outputs, 'mesh', i * 3, x + beside, y);
      put(outputs, 'faceFlag', 0, presence);
    }),
    iris: writtenNet('iris', (outputs) => {
      for (const eye of [0, 228]) {
        put(outputs, 'eyeAndIris', eye, 18, 32);
        put(outputs, 'eyeAndIris', eye + 8 * 3, 46, 32);
        put(outputs, 'eyeAndIris', eye + 71 * 3, 32, 32);
      }
    }),
    objects: { net: writtenNet('nanodet', (outputs) => put(outputs, 'scores16', 67, 0.9)) },
  };
  const stages: string[] = [];
  const vision = new Vision({
    nets,
    headPose: new HeadPoseFit(MESH.map(([x, y]) => [x, -y, 0])),
    detectEveryMs: 0,
    maxFaces: 4,
    isCamera: false,
    timed(stage, run) {
      stages.push(stage);
      return run();
    },
  });
  const look = async (options = { objects: false }, grey = 100) => {
    const picture = pictureFromBytes(new Uint8Array(SIZE * SIZE * 3).fill(grey), SIZE, SIZE);
    const seen = await vision.observe({ picture, capturedAt: 1234, seq: 1 }, options);
    picture.release();
    assert.ok(seen.type === 'frame');
    return seen;
  };
  return { look, nets, stages, vision };
}

/** Centres of boxes, to a pixel. */
function centresOf(faces: readonly { box: Point & { width: number; height: number } }[]): number[][] {
  return faces.map(({ box }) => [box.x + box.width / 2, box.y + box.height / 2].map(Math.round));
}

test('a candidate is a face where the mesh says so, and its box is the mesh’s', async () => {
  const { look } = bench([{ x: 128, y: 100, side: 60 }]);
  const { faces } = await look();
  assert.equal(faces.length, 1);
  const { box, presence } = faces[0] ?? assert.fail('no face');
  assert.equal(presence, 1);
  assert.deepEqual(
    [box.x, box.y, box.width, box.height].map((value) => Math.round(value * 1000) / 1000),
    [105.5, 77.5, 45, 45],
  );
});

test('what the detector half takes for a face is one where the mesh’s flag says so', async () => {
  const { look } = bench([
    { x: 60, y: 100, side: 50, score: -0.1, presence: 0 },
    { x: 180, y: 100, side: 50, score: -0.2, presence: 0.9 },
  ]);
  assert.deepEqual(centresOf((await look()).faces), [[180, 100]]);
});

test('where the detector is sure and the mesh is not, a face is told and nothing is read of it', async () => {
  const { look, nets } = bench([{ x: 128, y: 100, side: 60, score: 3, presence: 0.02 }]);
  const [face] = (await look()).faces;
  assert.deepEqual(face?.box, { x: 98, y: 70, width: 60, height: 60 });
  assert.ok(face.presence > 0.3 && face.presence < 1, `${face.presence}`);
  assert.deepEqual([face.headPose, face.gaze, face.eyes, face.mouth], [null, null, null, null]);
  assert.equal(face.quality.interOcularPx, null);
  assert.equal(nets.iris.runs.length, 0);
});

test('two candidates that lead to one mesh count once', async () => {
  const near = { x: 125, y: 100, side: 40, score: 2 };
  const first = { x: 100, y: 100, side: 40, score: 3 };
  assert.equal((await bench([first, { ...near, meshBeside: -25 }]).look()).faces.length, 1);
  assert.equal((await bench([first, near]).look()).faces.length, 2);
});

test('a candidate that is no face does not hide the face in its place', async () => {
  const { look } = bench([
    { x: 100, y: 100, side: 40, score: -0.1, presence: 0 },
    { x: 125, y: 100, side: 40, score: -0.2, meshBeside: -25 },
  ]);
  assert.equal((await look()).faces.length, 1);
});

test('at most four faces are told, those of which the detector is surest', async () => {
  const many = [40, 128, 216].flatMap((x) => [60, 180].map((y) => ({ x, y, side: 30 })));
  const { look, nets } = bench(many.map((one, i) => ({ ...one, score: i })));
  const centres = centresOf((await look()).faces).map(([x, y]) => `${x} ${y}`);
  assert.deepEqual(new Set(centres), new Set(['128 60', '128 180', '216 60', '216 180']));
  assert.equal(centres.length, 4);
  assert.equal(nets.mesh.runs.length, 8, 'two for each');
});

test('a picture full of false candidates costs eight looks of the mesh net, and eight with a margin round it', async () => {
  const many = [30, 90, 150, 210].flatMap((x) => [40, 120, 200].map((y) => ({ x, y, side: 30 })));
  const { look, nets } = bench(many.map((one, i) => ({ ...one, score: -0.1 - i / 20, presence: 0 })));
  assert.deepEqual((await look()).faces, []);
  assert.equal(nets.mesh.runs.length, 16);
});

test('the largest face comes first, and only its eyes are read', async () => {
  const { look, nets } = bench([
    { x: 60, y: 60, side: 40, score: 3 },
    { x: 160, y: 150, side: 100, score: 1 },
  ]);
  const { faces } = await look();
  assert.deepEqual(centresOf(faces), [
    [160, 150],
    [60, 60],
  ]);
  assert.deepEqual(
    nets.iris.runs.map(({ batch }) => batch),
    [2],
  );
  assert.ok(Math.abs(faces[0]?.gaze?.x ?? 1) < 1e-5);
  assert.notEqual(faces[0]?.eyes, null);
  assert.deepEqual([faces[1]?.gaze, faces[1]?.eyes], [null, null]);
  assert.ok(faces.every(({ headPose }) => headPose !== null));
});

test('objects are looked for only where asked; else it is unknown whether there are any', async () => {
  const { look, nets } = bench([]);
  assert.equal((await look()).objects, null);
  assert.equal(nets.objects.net.runs.length, 0);
  const { objects } = await look({ objects: true });
  assert.deepEqual(
    objects?.map(({ label }) => label),
    ['phone'],
  );
});

test('a frame’s time and size are its own, and its quality is measured against the frame before', async () => {
  const { look } = bench([]);
  const first = await look();
  assert.deepEqual([first.capturedAt, first.width, first.height], [1234, SIZE, SIZE]);
  assert.ok(Math.abs(first.quality.brightness - 100 / 255) < 0.01);
  assert.equal(first.quality.change, 1);
  assert.equal((await look()).quality.change, 0);
  assert.ok(Math.abs((await look(undefined, 151)).quality.change - 0.2) < 0.01);
});

test('after it has forgotten, the next picture is the first of another film', async () => {
  const { look, vision } = bench([{ x: 128, y: 100, side: 60 }]);
  const [before] = (await look({ objects: true })).faces;
  assert.equal((await look()).faces[0]?.id, before?.id);
  await vision.forget();
  assert.equal((await look()).quality.change, 1);
});

test('each stage is timed under its own name', async () => {
  const { look, stages } = bench([{ x: 128, y: 100, side: 60 }]);
  await look({ objects: true });
  assert.deepEqual(stages.toSorted(), ['face', 'iris', 'mesh', 'mesh', 'objects', 'quality']);
});
