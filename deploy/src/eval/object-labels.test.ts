import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { EvalError } from './eval-error.js';
import { readCocoFolder, readYoloFolder } from './object-labels.js';
import { folderOf } from './test-bench.js';

test('YOLO boxes are shares about a centre; classes that the seat does not tell are left out', async (t) => {
  const { folder, remove } = folderOf({
    'classes.yaml': 'names:\n  0: person\n  45: bowl\n  67: cell phone\n',
    'images/a.jpg': '',
    'images/b.jpg': '',
    'labels/a.txt': '45 0.5 0.5 0.1 0.1\n67 0.5 0.25 0.5 0.5\n',
  });
  t.after(remove);
  const [a, b] = await readYoloFolder(folder);
  assert.deepEqual(a?.boxes({ width: 200, height: 100 }), [
    { label: 'phone', box: { x: 50, y: 0, width: 100, height: 50 } },
  ]);
  assert.deepEqual(a?.known, new Set(['person', 'phone']));
  assert.deepEqual(b?.boxes({ width: 200, height: 100 }), []);
});

test('a YOLO line that lacks a number is refused', async (t) => {
  const { folder, remove } = folderOf({
    'classes.yaml': 'names:\n  0: person\n',
    'images/a.jpg': '',
    'labels/a.txt': '0 0.5 0.5 0.1\n',
  });
  t.after(remove);
  await assert.rejects(readYoloFolder(folder), EvalError);
});

test('COCO instances are scaled to the picture, and pictures that are not there are left out', (t) => {
  const image = { width: 100, height: 100 };
  const { folder, remove } = folderOf({
    'instances.json': JSON.stringify({
      images: [
        { id: 1, file_name: 'a.jpg', ...image },
        { id: 2, file_name: 'gone.jpg', ...image },
      ],
      categories: [
        { id: 3, name: 'Laptop' },
        { id: 4, name: 'Apple' },
      ],
      annotations: [
        { image_id: 1, category_id: 3, bbox: [10, 20, 30, 40] },
        { image_id: 1, category_id: 4, bbox: [0, 0, 1, 1] },
        { image_id: 2, category_id: 3, bbox: [0, 0, 1, 1] },
      ],
    }),
    'a.jpg': '',
  });
  t.after(remove);
  const pictures = readCocoFolder(folder);
  assert.deepEqual(
    pictures.map(({ file }) => file),
    [join(folder, 'a.jpg')],
  );
  assert.deepEqual(pictures[0]?.boxes({ width: 200, height: 100 }), [
    { label: 'laptop', box: { x: 20, y: 20, width: 60, height: 40 } },
  ]);
  assert.deepEqual(readCocoFolder(join(folder, 'none')), []);
});
