import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { EvalError } from './eval-error.js';
import { readCocoFolder } from './object-labels.js';
import { folderOf } from './test-bench.js';

test('COCO instances become shares of the picture, and pictures that are not there are left out', (t) => {
  const image = { width: 100, height: 200 };
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
        { image_id: 2, category_id: 3, bbox: [0, 0, 1, 1] },
      ],
    }),
    'a.jpg': '',
  });
  t.after(remove);
  assert.deepEqual(readCocoFolder(folder), {
    classNames: ['Laptop', 'Apple'],
    pictures: [
      {
        file: join(folder, 'a.jpg'),
        boxes: [{ className: 'Laptop', box: { x: 0.1, y: 0.1, width: 0.3, height: 0.2 } }],
      },
    ],
  });
});

test('a folder without instances is none, and a box that lacks a number is refused', (t) => {
  const { folder, remove } = folderOf({
    'instances.json': JSON.stringify({
      images: [],
      categories: [],
      annotations: [{ image_id: 1, category_id: 3, bbox: [10, 20, 30] }],
    }),
  });
  t.after(remove);
  assert.equal(readCocoFolder(join(folder, 'none')), undefined);
  assert.throws(() => readCocoFolder(folder), EvalError);
});
