import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectObservation } from '@invigil/behaviour';
import { pictureFromBytes } from '../../lib/opencv.js';
import { ObjectWatch } from './object-watch.js';
import { put, writtenNet } from '../nets/test-nets.js';

/** Twice the net's input, so that a whole look halves it. */
const [WIDTH, HEIGHT] = [832, 512];
const [PERSON, LAPTOP, PHONE] = [0, 63, 67];
/** So much above the other bins that a softmax leaves nothing to them. */
const CERTAIN = 60;

/** What the net sees in one run: a class in a cell of its 16-px scale (26×16), this many cells wide and high. */
type Seen = { classId: number; column: number; row: number; wide?: number; high?: number };

const person: Seen = { classId: PERSON, column: 12, row: 8, wide: 8, high: 12 };
const phone: Seen = { classId: PHONE, column: 12, row: 8, wide: 2, high: 2 };

function bench(...runs: Seen[][]) {
  const net = writtenNet('nanodet', (outputs, call) => {
    for (const { classId, column, high = 2, row, wide = 2 } of runs[call] ?? []) {
      const cell = row * 26 + column;
      put(outputs, 'scores16', cell * 80 + classId, 0.9);
      for (const [side, distance] of [wide / 2, high / 2, wide / 2, high / 2].entries()) {
        put(outputs, 'distances16', (cell * 4 + side) * 11 + distance, CERTAIN);
      }
    }
  });
  const watch = new ObjectWatch({ net });
  let at = 0;
  /** The next look, `passedMs` after the one before. The picture is gone as soon as the look has begun. */
  const look = (passedMs = 700, faces: Parameters<ObjectWatch['look']>[1] = []) => {
    at += passedMs;
    const pixels = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (i / 3) % 251);
    const picture = pictureFromBytes(pixels, WIDTH, HEIGHT);
    const looking = watch.look({ picture, capturedAt: at }, faces);
    picture.release();
    return looking;
  };
  return { look, net };
}

const told = (objects: ObjectObservation[]) => objects.map(({ id, label }) => `${label} ${id}`);
const boxesOf = (objects: ObjectObservation[], label: string) =>
  objects
    .filter((one) => one.label === label)
    .map(({ box }) => [box.x, box.y, box.width, box.height].map(Math.round));

test('after a look that found a person, the next one is at the torso, and the one after it at the whole again', async () => {
  const { look, net } = bench([person], [phone], [person]);
  const first = await look();
  assert.deepEqual(boxesOf(first, 'person'), [[272, 80, 256, 384]]);
  const second = await look();
  // The region is 409.6 px wide, round (400, 310.4): the cell's centre, (200, 136) of 416×256, is 8 px left of and below its middle.
  const zoom = 409.6 / 416;
  const [x, y] = [195.2 + (200 - 16) * zoom, 310.4 - 126 + (136 - 16) * zoom];
  assert.deepEqual(boxesOf(second, 'phone'), [[x, y, 32 * zoom, 32 * zoom].map(Math.round)]);
  const third = await look();
  assert.deepEqual(boxesOf(third, 'person'), [[272, 80, 256, 384]]);
  const [whole, torso, again] = net.runs.map(({ pixels }) => Buffer.from(pixels));
  assert.ok(whole && torso && again);
  assert.ok(whole.equals(again));
  assert.ok(!whole.equals(torso));
});

test('a second look keeps who was there, and tells phones only where it saw them itself', async () => {
  const laptop: Seen = { classId: LAPTOP, column: 20, row: 12 };
  const { look } = bench([person, laptop, phone], [], [person, phone]);
  assert.deepEqual(told(await look()), ['person 1', 'laptop 2', 'phone 3']);
  assert.deepEqual(told(await look()), ['person 1', 'laptop 2']);
  assert.deepEqual(told(await look()), ['person 1', 'phone 3']);
});

test('a person whom the crop cuts is not told a second time', async () => {
  const { look } = bench([person], [{ ...person, wide: 10 }]);
  await look();
  assert.deepEqual(boxesOf(await look(), 'person'), [[272, 80, 256, 384]]);
});

test('with nobody in sight every look is at the whole; a face is somebody', async () => {
  const { look, net } = bench([], [], []);
  await look();
  await look();
  const face = { box: { x: 400, y: 100, width: 80, height: 100 } };
  await look(700, [face]);
  const [first, second, third] = net.runs.map(({ pixels }) => Buffer.from(pixels));
  assert.ok(first && second && third);
  assert.ok(first.equals(second));
  assert.ok(!first.equals(third));
});

test('who was seen long ago is not told, and where they were is not looked at', async () => {
  const { look, net } = bench([person], []);
  await look();
  assert.deepEqual(await look(1600), []);
  const [first, second] = net.runs.map(({ pixels }) => Buffer.from(pixels));
  assert.ok(first && second?.equals(first));
});
