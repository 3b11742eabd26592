import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '@invigil/behaviour';
import type { Detector } from '@invigil/models';
import { pictureFromBytes, type Picture } from '../../lib/opencv.js';
import { detectClasses, findObjects, type FoundObject } from './object-detector.js';
import { put, writtenNet, type WrittenOutputs } from '../nets/test-nets.js';

/** COCO's numbers, from its own list of 80. */
const COCO = { person: 0, bicycle: 1, tv: 62, laptop: 63, phone: 67, book: 73 } as const;
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

/** NanoDet with what is written here for its outputs, and its passport as it is or changed. */
function netThatSees(seen: readonly Seen[], changed: Partial<Pick<Detector, 'classes' | 'thresholds'>> = {}) {
  const net = writtenNet('nanodet', (outputs) => write(outputs, seen));
  const passport = net.entry.detector ?? assert.fail('nanodet is a detector');
  return { net: { ...net, entry: { ...net.entry, detector: { ...passport, ...changed } } } };
}

/** Runs on a picture of 512², of which the net's 416×256 input has 80 black columns at each side. */
async function inSquare<T>(run: (picture: Picture) => Promise<T>): Promise<T> {
  const picture = pictureFromBytes(new Uint8Array(512 * 512 * 3), 512, 512);
  const running = run(picture);
  // Nobody needs the picture after the call itself.
  picture.release();
  return running;
}

const detect = (...seen: Seen[]): Promise<FoundObject[]> =>
  inSquare((picture) => findObjects(netThatSees(seen), { picture }));

/** Boxes to a thousandth of a pixel. */
function boxOf({ box }: { box: Box }): number[] {
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

test('a class is told from the passport’s score on, and one without a score is not', async () => {
  const at = { stride: 16, column: 5, row: 5 } as const;
  const seen = [
    { ...at, what: 'phone', score: 0.59 },
    { ...at, column: 9, what: 'phone', score: 0.61 },
    { ...at, column: 15, what: 'person', score: 0.99 },
  ] as const;
  const net = netThatSees(seen, { thresholds: { phone: { score: 0.6 } } });
  const found = await inSquare((picture) => findObjects(net, { picture }));
  assert.deepEqual(
    found.map(({ label, score }) => `${label} ${score.toFixed(2)}`),
    ['phone 0.61'],
  );
});

test('a class’s name is the passport’s: the same cell is a book where the passport says so', async () => {
  const classes = Array.from({ length: 80 }, (_, i) => (i === COCO.tv ? 'book' : `class ${i}`));
  const net = netThatSees([{ stride: 16, column: 5, row: 5, what: 'tv', score: 0.9 }], { classes });
  const found = await inSquare((picture) => findObjects(net, { picture }));
  assert.deepEqual(
    found.map(({ label }) => label),
    ['book'],
  );
});

test('a part of the picture fills the input, and what is found lies in the whole picture', async () => {
  const region = { x: 300, y: 100, width: 208, height: 128 };
  // Grey in the region, black elsewhere.
  const isGrey = (x: number, y: number): boolean =>
    x >= region.x && x < region.x + region.width && y >= region.y && y < region.y + region.height;
  const bytes = Uint8Array.from({ length: 512 * 512 * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return isGrey(pixel % 512, Math.floor(pixel / 512)) ? 100 : 0;
  });
  const picture = pictureFromBytes(bytes, 512, 512);
  const net = netThatSees([{ stride: 16, column: 13, row: 5, what: 'person', score: 0.8 }]);
  const [found] = await findObjects(net, { picture, region });
  picture.release();
  // The cell’s centre (216, 88) and one stride to each side, halved, from the region’s corner.
  assert.deepEqual(boxOf(found ?? assert.fail('nothing')), [400, 136, 16, 16]);
  const pixels = net.net.runs[0]?.pixels ?? assert.fail('no run');
  // The last row and column are half black: between two of the picture's pixels.
  assert.ok(pixels.filter((value) => value === 100).length > 0.99 * pixels.length);
});

test('any class is told from any score on, for who measures the net itself', async () => {
  const net = netThatSees([{ stride: 16, column: 5, row: 5, what: 'tv', score: 0.05 }]);
  const found = await inSquare((picture) => detectClasses(net, { picture }, () => 0.01));
  assert.deepEqual(
    found.map(({ classId }) => classId),
    [COCO.tv],
  );
});

test('a net that is no detector is refused by name', async () => {
  await inSquare((picture) =>
    assert.rejects(
      findObjects({ net: writtenNet('iris', () => {}) }, { picture }),
      /net iris is no detector/,
    ),
  );
});

test('a class that nothing is made of is not told, however sure the net is', async () => {
  assert.deepEqual(await detect({ stride: 16, column: 5, row: 5, what: 'bicycle', score: 0.99 }), []);
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
