import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '@invigil/behaviour';
import { type Picture, pictureFromBytes } from '../../lib/opencv.js';
import type { TurnedSquare } from '../affine.js';
import type { FaceCandidate } from './face-detector.js';
import type { FaceMesh } from './face-mesh.js';
import { FaceTracker, type TrackedFace } from './face-tracker.js';

const picture: Picture = pictureFromBytes(new Uint8Array(3), 1, 1);
const EVERY_MS = 500;

/** A scene of square faces. The detector finds each; the mesh finds the one whose middle its square holds. */
class Scene {
  faces: Box[] = [];
  /** Faces that no mesh fits. */
  masked: Box[] = [];
  /** Places that the detector half takes for faces and the mesh does not. */
  mistakes: Box[] = [];
  /** Masked faces that fill the picture: the detector finds them with a margin only. */
  filling: Box[] = [];
  share = 0.2;
  detections = 0;
  wideDetections = 0;
  fits = 0;

  readonly detect = (_picture: Picture, { margin }: { margin: number }): Promise<FaceCandidate[]> => {
    const candidate = (box: Box, score: number): FaceCandidate => ({
      box,
      score,
      share: this.share,
      eyes: { left: { x: box.x, y: box.y }, right: { x: box.x + box.width, y: box.y } },
    });
    if (margin > 0) this.wideDetections++;
    else this.detections++;
    return Promise.resolve([
      ...[...this.faces, ...this.masked, ...(margin > 0 ? this.filling : [])].map((box) =>
        candidate(box, 0.9),
      ),
      ...this.mistakes.map((box) => candidate(box, 0.5)),
    ]);
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

type Follower = {
  /** Ids of the faces of a frame. */
  follow: (at: number, detectEveryMs?: number) => Promise<number[]>;
  /** The faces of a frame as text: id, whether there is a mesh, left edge. */
  tell: (at: number) => Promise<string[]>;
};

function trackerOf({ detect, fit }: Scene, maxFaces = 4): Follower {
  const tracker = new FaceTracker({ detect, fit, detectEveryMs: EVERY_MS, maxFaces });
  const faces = (at: number, everyMs?: number): Promise<TrackedFace[]> =>
    tracker.follow({ picture, capturedAt: at, seq: 1 }, everyMs);
  return {
    follow: async (at, everyMs) => (await faces(at, everyMs)).map(({ id }) => id),
    tell: async (at) =>
      (await faces(at)).map(({ box, id, mesh }) => `${id} ${mesh ? 'mesh' : 'masked'} ${box.x}`),
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
  // Two for the new face, one for each frame after that.
  assert.equal(scene.fits, 6);
});

test('a new face is looked for when the detector is due, beside the others, and told with the frame after', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [square(100)];
  await follow(0);
  scene.faces = [square(100), square(600, 100, 80)];
  assert.deepEqual(await follow(100), [1]);
  assert.deepEqual(await follow(EVERY_MS), [1]);
  assert.deepEqual(await follow(EVERY_MS + 100), [1, 2]);
  assert.equal(scene.detections, 2);
});

test('a frame may ask for another rate of the detector', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [square(100)];
  await follow(0);
  await follow(EVERY_MS, 2 * EVERY_MS);
  assert.equal(scene.detections, 1);
  await follow(EVERY_MS + 100, 100);
  assert.equal(scene.detections, 2);
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

test('what the detector half takes for a face and the mesh does not is none', async () => {
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

test('as many faces are followed as asked, the largest first', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [0, 1, 2, 3, 4].map((i) => square(i * 300, 100, 60 + i * 10));
  assert.deepEqual(await follow(0), [4, 3, 2, 1]);
  assert.deepEqual(await trackerOf(scene, 5).follow(0), [5, 4, 3, 2, 1]);
});

test('a clock that was set back does not put the detector to rest', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.faces = [square(100)];
  await follow(1_000_000);
  await follow(0);
  assert.equal(scene.detections, 2);
});

test('a face that no mesh fits is told by the detector alone, five times a second', async () => {
  const scene = new Scene();
  const { tell } = trackerOf(scene);
  const told = [];
  for (let i = 0; i < 6; i++) {
    scene.masked = [square(200 + i)];
    told.push(...(await tell(i * 100)));
  }
  assert.deepEqual(
    told,
    [200, 200, 202, 202, 204, 204].map((x) => `1 masked ${x}`),
  );
  assert.equal(scene.detections, 3);
});

test('a head that turns until no mesh fits, and back, stays the same face', async () => {
  const scene = new Scene();
  const { tell } = trackerOf(scene);
  scene.faces = [square(200)];
  assert.deepEqual(await tell(0), ['1 mesh 200']);
  scene.faces = [];
  scene.masked = [square(210)];
  assert.deepEqual(await tell(100), ['1 masked 210']);
  scene.faces = [square(220)];
  scene.masked = [];
  assert.deepEqual(await tell(300), ['1 mesh 220']);
  assert.equal(scene.detections, 3);
});

test('a masked face beside a bare one is told beside it', async () => {
  const scene = new Scene();
  scene.faces = [square(100)];
  scene.masked = [square(600, 100, 80)];
  assert.deepEqual(await trackerOf(scene).tell(0), ['1 mesh 100', '2 masked 600']);
});

test('a masked face that leaves is gone with the detector’s next look', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.masked = [square(200)];
  await follow(0);
  scene.masked = [];
  assert.deepEqual(await follow(100), [1]);
  assert.deepEqual(await follow(200), []);
});

test('a face that fills the picture is found with a margin, and followed so', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  scene.filling = [square(0, 0, 300)];
  for (let i = 0; i < 8; i++) assert.deepEqual(await follow(i * 100), [1]);
  assert.equal(scene.wideDetections, 4);
});

test('a margin is laid round a picture only where nothing is found, and no more often than the detector’s rate', async () => {
  const scene = new Scene();
  const { follow } = trackerOf(scene);
  for (let i = 0; i < 10; i++) await follow(i * 100);
  assert.equal(scene.detections, 10);
  assert.equal(scene.wideDetections, 2);
  scene.faces = [square(100)];
  await follow(1000);
  await follow(1500);
  assert.equal(scene.wideDetections, 2);
});

test('a margin finds large faces only: a small one is seen better without', async () => {
  const scene = new Scene();
  scene.filling = [square(0, 0, 20)];
  scene.share = 0.08;
  assert.deepEqual(await trackerOf(scene).follow(0), []);
  scene.share = 0.1;
  assert.deepEqual(await trackerOf(scene).follow(0), [1]);
});
