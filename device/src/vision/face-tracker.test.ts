import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '@invigil/behaviour';
import { type Picture, pictureFromBytes } from '../lib/opencv.js';
import type { TurnedSquare } from './affine.js';
import type { FaceCandidate } from './face-detector.js';
import type { FaceMesh } from './face-mesh.js';
import { FaceTracker } from './face-tracker.js';

const picture: Picture = pictureFromBytes(new Uint8Array(3), 1, 1);
const EVERY_MS = 500;

/** A scene of square faces. The detector finds each; the mesh finds the one whose middle its square holds. */
class Scene {
  faces: Box[] = [];
  /** Places that the detector takes for faces and the mesh does not. */
  mistakes: Box[] = [];
  detections = 0;
  fits = 0;

  readonly detect = (): Promise<FaceCandidate[]> => {
    this.detections++;
    return Promise.resolve(
      [...this.faces, ...this.mistakes].map((box) => ({
        box,
        score: 0.9,
        eyes: { left: { x: box.x, y: box.y }, right: { x: box.x + box.width, y: box.y } },
      })),
    );
  };

  readonly fit = (_picture: Picture, { centre, side }: TurnedSquare): Promise<FaceMesh> => {
    this.fits++;
    const face = this.faces.find(
      ({ x, y, width }) =>
        Math.abs(x + width / 2 - centre.x) < side / 2 && Math.abs(y + width / 2 - centre.y) < side / 2,
    );
    const { x, y, width } = face ?? { x: centre.x, y: centre.y, width: 1 };
    const corners = [0, 1, 2, 3].map((i) => ({ x: x + (i % 2) * width, y: y + (i > 1 ? width : 0), z: 0 }));
    const points = Array.from({ length: 468 }, (_, i) => corners[i % 4]);
    return Promise.resolve({ points, presence: face === undefined ? 0.003 : 0.99 });
  };
}

function square(x: number, y = 100, width = 100): Box {
  return { x, y, width, height: width };
}

function trackerOf(scene: Scene): { follow: (at: number) => Promise<number[]> } {
  const tracker = new FaceTracker({ detect: scene.detect, fit: scene.fit, detectEveryMs: EVERY_MS });
  return {
    follow: async (at) => (await tracker.follow({ picture, capturedAt: at, seq: 1 })).map(({ id }) => id),
  };
}

test('a face that moves keeps its id, and the detector rests meanwhile', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  for (let i = 0; i < 5; i++) {
    scene.faces = [square(200 + i * 20)];
    assert.deepEqual(await follow(i * 90), [1]);
  }
  assert.equal(scene.detections, 1);
  assert.equal(scene.fits, 5);
});

test('a new face is found when the detector is due', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [square(100)];
  await follow(0);
  scene.faces = [square(100), square(600, 100, 80)];
  assert.deepEqual(await follow(100), [1]);
  assert.deepEqual(await follow(EVERY_MS), [1, 2]);
});

test('a face that is lost is looked for at once, and comes back under a new id', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [square(100)];
  await follow(0);
  scene.faces = [square(900)];
  assert.deepEqual(await follow(90), [2]);
  assert.equal(scene.detections, 2);
});

test('with no face there the detector looks at every frame', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  for (let i = 0; i < 4; i++) assert.deepEqual(await follow(i * 90), []);
  assert.equal(scene.detections, 4);
});

test('what the mesh does not take for a face is none', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.mistakes = [square(300)];
  assert.deepEqual(await follow(0), []);
});

test('two tracks that end on one face are one', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [square(100), square(300)];
  assert.deepEqual(await follow(0), [1, 2]);
  scene.faces = [square(200, 100, 110)];
  assert.equal((await follow(90)).length, 1);
});

test('four faces are followed, the largest first', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [0, 1, 2, 3, 4].map((i) => square(i * 300, 100, 60 + i * 10));
  assert.deepEqual(await follow(0), [4, 3, 2, 1]);
});

test('a clock that was set back does not put the detector to rest', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [square(100)];
  await follow(1_000_000);
  await follow(0);
  assert.equal(scene.detections, 2);
});
