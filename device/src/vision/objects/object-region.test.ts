import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FoundObject } from './object-detector.js';
import { secondLookRegion } from './object-region.js';

const PICTURE = { width: 848, height: 480 };
const INPUT = { width: 416, height: 256 };

const person = (x: number, y: number, width: number, height: number): FoundObject => ({
  label: 'person',
  box: { x, y, width, height },
  score: 0.8,
});
const round = (box: ReturnType<typeof secondLookRegion>) =>
  box && [box.x, box.y, box.width, box.height].map(Math.round);

test('the region is 1.6 persons wide, in the shape of the input, about the person’s middle', () => {
  const region = secondLookRegion(PICTURE, INPUT, { objects: [person(300, 100, 200, 300)], faces: [] });
  // 320 wide, 320 × 256 / 416 high, round (400, 100 + 0.6 × 300).
  assert.deepEqual(round(region), [240, 182, 320, 197]);
});

test('it is about the largest person, and a face stands in only where no person is told', () => {
  const near = person(300, 100, 200, 300);
  const far = person(0, 100, 60, 100);
  const face = { box: { x: 700, y: 100, width: 50, height: 60 } };
  const ofNear = secondLookRegion(PICTURE, INPUT, { objects: [near], faces: [] });
  assert.deepEqual(secondLookRegion(PICTURE, INPUT, { objects: [far, near], faces: [face] }), ofNear);
  const phone = { ...near, label: 'phone' } as const;
  const ofFace = secondLookRegion(PICTURE, INPUT, { objects: [phone], faces: [face] });
  // 1.6 × 2.7 faces wide; its middle 0.6 × 1.8 faces below a third of a face above the face's top.
  assert.deepEqual(round(ofFace), [617, 79, 216, 133]);
});

test('it stays inside the picture', () => {
  const region = secondLookRegion(PICTURE, INPUT, { objects: [person(-10, 300, 150, 180)], faces: [] });
  assert.deepEqual(round(region), [0, 332, 240, 148]);
});

test('of a picture on its side it takes the full width and a part of the height', () => {
  const upright = { width: 480, height: 848 };
  const region = secondLookRegion(upright, INPUT, { objects: [person(0, 200, 480, 648)], faces: [] });
  assert.deepEqual(round(region), [0, 352, 480, 473]);
});

test('nobody to look at, or somebody who fills the picture, is no second look', () => {
  assert.equal(secondLookRegion(PICTURE, INPUT, { objects: [], faces: [] }), null);
  assert.notEqual(secondLookRegion(PICTURE, INPUT, { objects: [person(200, 0, 460, 480)], faces: [] }), null);
  assert.equal(secondLookRegion(PICTURE, INPUT, { objects: [person(200, 0, 490, 480)], faces: [] }), null);
});
