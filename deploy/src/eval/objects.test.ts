import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detection } from '@invigil/models';
import { objectsMeasure, type ObjectsEyes } from './objects.js';
import { benchOf, folderOf, valueOf } from './test-bench.js';

const CLASSES = ['person', 'cell phone', 'cup'];
const found = (classId: number, x: number, score: number): Detection => ({
  classId,
  score,
  box: { x, y: 0, width: 50, height: 50 },
});

/** A wide net and a square one, that see what is given in each picture of 100×100, by the end of its name. */
function eyesThatSee(seen: Record<string, { wide: Detection[]; square: Detection[] }>) {
  let closed = 0;
  const eyes: ObjectsEyes = {
    seat: 'wide',
    detector: {
      head: 'nanodet',
      classes: CLASSES,
      thresholds: { person: { score: 0.4 }, phone: { score: 0.25 } },
    },
    inputs: [
      { name: 'wide', sha256: 'a1', width: 80, height: 50 },
      { name: 'square', sha256: 'b2', width: 80, height: 80 },
    ],
    async look(file, chosen) {
      const [, told] = Object.entries(seen).find(([name]) => file.endsWith(name)) ?? assert.fail(file);
      const picture = { width: 100, height: 100 };
      const names = chosen(picture);
      return {
        ...picture,
        told: new Map(Object.entries(told).filter(([name]) => names.includes(name))),
      };
    },
    async *watch() {},
    async close() {
      closed += 1;
    },
  };
  return { open: () => Promise.resolve([eyes]), closed: () => closed };
}

/** Half a person at the left of picture a and a cup at its right; nothing in picture b. */
const FILES = {
  'objects/coco128-train/classes.yaml': 'names:\n  0: person\n  1: cup\n  2: cell phone\n',
  'objects/coco128-train/images/a.jpg': '',
  'objects/coco128-train/images/b.jpg': '',
  'objects/coco128-train/labels/a.txt': '0 0.25 0.25 0.5 0.5\n1 0.75 0.25 0.5 0.5\n',
};

async function rowsOf(seen: Parameters<typeof eyesThatSee>[0], files: Record<string, string> = FILES) {
  const { folder, remove } = folderOf(files);
  const { closed, open } = eyesThatSee(seen);
  const measured = await objectsMeasure(open).run(benchOf(folder));
  remove();
  assert.ok('rows' in measured);
  assert.equal(closed(), 1);
  return measured.rows;
}

test('every class counts with uncut scores, each picture by the input that shows it largest', async () => {
  const rows = await rowsOf({
    'a.jpg': { wide: [found(2, 50, 0.02)], square: [found(0, 0, 0.02), found(2, 50, 0.03)] },
    'b.jpg': { wide: [], square: [found(2, 0, 0.9)] },
  });
  assert.equal(valueOf(rows, 'objects, coco128-train, fitting input: mAP50 of 2 classes'), 0.75);
  assert.equal(valueOf(rows, 'objects, coco128-train, fitting input, person: AP50'), 1);
  assert.equal(valueOf(rows, 'objects, coco128-train, the seat’s input: mAP50 of 2 classes'), 0.5);
  assert.equal(valueOf(rows, 'objects, coco128-train, the seat’s input, person: AP50'), 0);
  assert.deepEqual(
    rows.filter(({ goal }) => goal !== null).map(({ goal, pass }) => [goal, pass]),
    [
      ['≥ 0.46', true],
      ['≥ 0.66', true],
    ],
  );
});

test('recall and precision are those of the seat’s net from the passport’s score on', async () => {
  const both = (told: Detection[]) => ({ wide: told, square: [] });
  const rows = await rowsOf({
    'a.jpg': both([found(0, 0, 0.39), found(0, 50, 0.6)]),
    'b.jpg': both([found(0, 0, 0.41)]),
  });
  assert.equal(valueOf(rows, 'objects, coco128-train, the seat’s input, person from 0.4: recall'), 0);
  const told = rows.find(({ name }) => name.endsWith('person from 0.4: precision'));
  assert.deepEqual([told?.value, told?.n], [0, 2]);
});

test('objects are counted by their size', async () => {
  const rows = await rowsOf({
    'a.jpg': { wide: [found(0, 0, 0.9)], square: [] },
    'b.jpg': { wide: [], square: [] },
  });
  const sized = rows.filter(({ name }) => name.includes('objects ('));
  assert.deepEqual(
    sized.map(({ n, name, value }) => [name.split(': ')[0]?.split(', ').at(-1), value, n]),
    [['medium objects (to 96² px)', 0.5, 2]],
  );
});

test('what INT8 cost is told by the same weights as float, which have no goals of their own', async () => {
  const { folder, remove } = folderOf(FILES);
  const seen = (score: number) => ({ wide: [], square: [found(0, 0, score), found(2, 50, 0.5)] });
  const [seats] = await eyesThatSee({ 'a.jpg': seen(0.4), 'b.jpg': seen(0.9) }).open();
  const [float] = await eyesThatSee({ 'a.jpg': seen(0.9), 'b.jpg': seen(0.4) }).open();
  const all: ObjectsEyes[] = [seats, { ...float, seat: 'exact', beside: 'as float' }];
  const measured = await objectsMeasure(() => Promise.resolve(all)).run(benchOf(folder));
  remove();
  assert.ok('rows' in measured);
  const { rows } = measured;
  assert.equal(valueOf(rows, 'objects, coco128-train, fitting input, as float (exact), person: AP50'), 1);
  const lost = rows.find(
    ({ name }) => name === 'objects, coco128-train, fitting input: person AP50 lost by INT8',
  );
  assert.deepEqual([lost?.value, lost?.goal, lost?.pass], [0.5, '≤ 0.01', false]);
  assert.ok(rows.every(({ goal, name }) => !name.includes('as float') || goal === null));
});

test('without labelled pictures it is skipped, and no net is opened', async () => {
  const measure = objectsMeasure(() => assert.fail('a net was opened'));
  assert.ok('skipped' in (await measure.run(benchOf('/nowhere'))));
});
