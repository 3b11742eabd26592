import assert from 'node:assert/strict';
import { test } from 'node:test';
import { masks } from './masks.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

test('masked and bare faces are counted apart', async (t) => {
  const { folder, remove } = folderOf({
    'faces/masks/with_mask/a.jpg': '',
    'faces/masks/with_mask/b.png': '',
    'faces/masks/without_mask/c.jpg': '',
  });
  t.after(remove);
  const headPose = { yawDeg: 0, pitchDeg: 0, rollDeg: 0, confidence: 1 };
  const pictures = {
    'a.jpg': lookOf(),
    'b.png': lookOf({ faces: [faceOf()] }),
    'c.jpg': lookOf({ faces: [faceOf(), faceOf({ headPose })] }),
  };
  const measured = await masks.run(benchOf(folder, { pictures }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'masked faces found'), 0.5);
  assert.equal(valueOf(measured.rows, 'masked faces with a head pose'), 0);
  assert.equal(valueOf(measured.rows, 'bare faces of the same set found'), 1);
  assert.equal(valueOf(measured.rows, 'bare faces of the same set with a head pose'), 1);
  assert.ok('skipped' in (await masks.run(benchOf(`${folder}/none`))));
});
