import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objects } from './objects.js';
import { benchOf, folderOf, lookOf, valueOf } from './test-bench.js';

const BOX = { x: 0, y: 0, width: 50, height: 50 };

test('each labelled class has its precision, and what the labels do not know is not held against the seat', async (t) => {
  const { folder, remove } = folderOf({
    'objects/coco128-train/classes.yaml': 'names:\n  0: person\n  73: book\n',
    'objects/coco128-train/images/a.jpg': '',
    'objects/coco128-train/labels/a.txt': '0 0.25 0.25 0.5 0.5\n73 0.75 0.75 0.5 0.5\n',
  });
  t.after(remove);
  const look = lookOf({
    objects: [
      { id: 1, label: 'person', box: BOX, score: 0.6 },
      { id: 1, label: 'phone', box: BOX, score: 0.9 },
    ],
  });
  const measured = await objects.run(benchOf(folder, { pictures: { 'a.jpg': look } }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'objects, coco128-train, person: AP50'), 1);
  assert.equal(valueOf(measured.rows, 'objects, coco128-train, book: AP50'), 0);
  assert.equal(valueOf(measured.rows, 'objects, coco128-train: mAP50 of 2 classes'), 0.5);
  assert.ok(measured.rows.every(({ name, n }) => !name.includes('phone') && n > 0));
  assert.match(measured.notes[0] ?? '', /person 0\.60, laptop none/);
});

test('without labelled pictures it is skipped', async () => {
  assert.ok('skipped' in (await objects.run(benchOf('/nowhere'))));
});
