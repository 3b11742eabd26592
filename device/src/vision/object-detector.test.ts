import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectObservation } from '@invigil/behaviour';
import { pictureFromBytes } from '../lib/opencv.js';
import { detectObjects } from './object-detector.js';
import { put, writtenNet, type WrittenOutputs } from './test-nets.js';

/** COCO's numbers, from its own list of 80. */
const COCO = { person: 0, tv: 62, laptop: 63, phone: 67, book: 73 } as const;
const COLUMNS = { 8: 52, 16: 26, 32: 13 } as const;
const BINS = 11;
/** So much above the others that a softmax leaves nothing to them. */
const CERTAIN = 60;

type Seen = {
  stride: keyof typeof COLUMNS;
  column: number;
  row: number;
  what: keyof typeof COCO;
  score: number;
  /** Distances to left, top, right and bottom, in strides; x.5 is spread evenly over two bins. */
  sides?: readonly [number, number, number, number];
};

function write(outputs: WrittenOutputs, seen: readonly Seen[]): void {
  for (const { stride, column, row, what, score, sides = [1, 1, 1, 1] } of seen) {
    const cell = row * COLUMNS[stride] + column;
    put(outputs, `scores${stride}`, cell * 80 + COCO[what], score);
    for (const [side, distance] of sides.entries()) {
      for (const bin of new Set([Math.floor(distance), Math.ceil(distance)])) {
        put(outputs, `distances${stride}`, (cell * 4 + side) * BINS + bin, CERTAIN);
      }
    }
  }
}

/** What is found in a picture of 512², of which the net's 416×256 input has 80 black columns at each side. */
async function detect(...seen: Seen[]): Promise<ObjectObservation[]> {
  const net = writtenNet('nanodet', (outputs) => write(outputs, seen));
  const picture = pictureFromBytes(new Uint8Array(512 * 512 * 3), 512, 512);
  const found = await detectObjects(net, picture);
  picture.release();
  return found;
}

/** Boxes to a thousandth of a pixel. */
function boxOf({ box }: ObjectObservation): number[] {
  return [box.x, box.y, box.width, box.height].map((value) => Math.round(value * 1000) / 1000);
}

test('an object lies in the picture where the net saw it in its letterbox, at each of three scales', async () => {
  const sides = [2, 1, 3, 4] as const;
  // Cell centres (216, 88), (108, 44) and (272, 112) of the net, then the distances, then ×2 and 160 px to the left.
  const [middle] = await detect({ stride: 16, column: 13, row: 5, what: 'person', score: 0.8, sides });
  assert.ok(middle);
  assert.deepEqual(boxOf(middle), [208, 144, 160, 160]);
  const [fine] = await detect({ stride: 8, column: 13, row: 5, what: 'person', score: 0.8, sides });
  assert.ok(fine);
  assert.deepEqual(boxOf(fine), [24, 72, 80, 80]);
  const [coarse] = await detect({ stride: 32, column: 8, row: 3, what: 'person', score: 0.8, sides });
  assert.ok(coarse);
  assert.deepEqual(boxOf(coarse), [256, 160, 320, 320]);
});

test('a side between two bins lies between them', async () => {
  const sides = [2.5, 1, 2.5, 1] as const;
  const [found] = await detect({ stride: 16, column: 13, row: 5, what: 'book', score: 0.8, sides });
  assert.ok(found);
  assert.deepEqual(boxOf(found), [192, 144, 160, 64]);
});

for (const [what, least] of [
  ['person', 0.4],
  ['laptop', 0.4],
  ['phone', 0.25],
  ['book', 0.3],
] as const) {
  test(`a ${what} is told from a score of ${least} on`, async () => {
    const at = { stride: 16, column: 5, row: 5, what } as const;
    assert.deepEqual(await detect({ ...at, score: least - 0.01 }), []);
    const found = await detect({ ...at, score: least + 0.01 });
    assert.deepEqual(
      found.map(({ label }) => label),
      [what],
    );
    assert.ok(Math.abs((found[0]?.score ?? 0) - least - 0.01) < 1e-6);
  });
}

test('a class that nothing is made of is not told, however sure the net is', async () => {
  assert.deepEqual(await detect({ stride: 16, column: 5, row: 5, what: 'tv', score: 0.99 }), []);
});

test('of one object seen by two cells and two scales the best stays; another class in its place stays too', async () => {
  const found = await detect(
    { stride: 16, column: 10, row: 5, what: 'person', score: 0.6, sides: [4, 4, 4, 4] },
    { stride: 16, column: 11, row: 5, what: 'person', score: 0.9, sides: [4, 4, 4, 4] },
    { stride: 8, column: 22, row: 10, what: 'person', score: 0.7, sides: [8, 8, 8, 8] },
    { stride: 16, column: 11, row: 6, what: 'phone', score: 0.3, sides: [4, 4, 4, 4] },
    { stride: 16, column: 22, row: 12, what: 'person', score: 0.5 },
  );
  assert.deepEqual(
    found.map(({ label, score }) => `${label} ${score.toFixed(1)}`),
    ['person 0.9', 'person 0.5', 'phone 0.3'],
  );
});
