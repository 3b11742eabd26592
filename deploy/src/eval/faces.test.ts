import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EvalError } from './eval-error.js';
import { faceRows, faces, readDlibLabels } from './faces.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const square = (x: number, side: number) => ({ x, y: 0, width: side, height: side });

test('recall is told apart by the size of the labelled face', () => {
  const rows = faceRows([
    {
      labelled: [0, 500]
        .map((x) => square(x, 90))
        .concat([50, 39, 40, 10].map((px, i) => square(100 * i + 100, px))),
      ignored: [],
      told: [square(0, 90), square(500, 90), square(100, 50), square(200, 39)],
    },
  ]);
  const recall = (band: string): number => valueOf(rows, `faces, IoU 0.4: recall ${band}`);
  assert.equal(recall('≥ 40 px'), 0.75);
  assert.equal(recall('≥ 80 px'), 1);
  assert.equal(recall('40–79 px'), 0.5);
  assert.equal(recall('20–39 px'), 1);
  assert.equal(recall('< 20 px'), 0);
  assert.equal(valueOf(rows, 'faces, IoU 0.4: false faces'), 0);
});

test('a face told where none is labelled is false, and so is a second one in the same place', () => {
  const rows = faceRows([
    {
      labelled: [square(0, 50)],
      ignored: [square(200, 50)],
      told: [0, 1, 100, 200].map((x) => square(x, 50)),
    },
  ]);
  assert.equal(valueOf(rows, 'faces, IoU 0.4: false faces'), 2);
  assert.equal(valueOf(rows, 'faces, IoU 0.4: recall ≥ 40 px'), 1);
});

const XML = `<?xml version='1.0'?><dataset><images>
  <image file='a.jpg' width='100' height='100'><box height='40' width='41' left='30' top='31'/></image>
  <image file='gone.jpg'/>
</images></dataset>`;

test('a label file of one picture with one box is read, in any order of attributes', () => {
  assert.deepEqual(readDlibLabels(XML, 'x'), [
    { file: 'a.jpg', boxes: [{ x: 30, y: 31, width: 41, height: 40, ignore: false }] },
    { file: 'gone.jpg', boxes: [] },
  ]);
  assert.throws(
    () => readDlibLabels('<a/>', 'x'),
    (error) => error instanceof EvalError && error.code === 'bad-labels',
  );
});

test('labelled pictures that are there are looked at', async (t) => {
  const { folder, remove } = folderOf({ 'faces/dlib_faces/a.xml': XML, 'faces/dlib_faces/a.jpg': '' });
  t.after(remove);
  const measured = await faces.run(benchOf(folder, { pictures: { 'a.jpg': lookOf({ faces: [faceOf()] }) } }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'faces, IoU 0.4: recall ≥ 40 px'), 1);
  assert.ok('skipped' in (await faces.run(benchOf(`${folder}/none`))));
});
