import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headPose, headPoseRows } from './head-pose.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const pose = (yawDeg: number, pitchDeg = 0, rollDeg = 0) => ({ yawDeg, pitchDeg, rollDeg, confidence: 1 });

test('errors count without their sign, and apart for heads turned by at most 45°', () => {
  const rows = headPoseRows([
    { labelled: pose(-45, 10), seen: pose(-43, 6) },
    { labelled: pose(10), seen: pose(6, 0, -1) },
    { labelled: pose(-60), seen: pose(-48) },
  ]);
  assert.equal(valueOf(rows, 'head pose, |yaw| ≤ 45°: yaw MAE'), 3);
  assert.equal(valueOf(rows, 'head pose, |yaw| ≤ 45°: pitch MAE'), 2);
  assert.equal(valueOf(rows, 'head pose, |yaw| ≤ 45°: roll MAE'), 0.5);
  assert.equal(valueOf(rows, 'head pose, all angles: yaw MAE'), 6);
  assert.equal(valueOf(rows, 'head pose, |yaw| 0–15°: yaw MAE'), 4);
  assert.equal(valueOf(rows, 'head pose, |yaw| 45–60°: yaw MAE'), 2);
  assert.equal(valueOf(rows, 'head pose, |yaw| 60–90°: yaw MAE'), 12);
});

test('a head that is not found is in no error, but misses a goal of its own', () => {
  const rows = headPoseRows([
    { labelled: pose(0), seen: pose(1) },
    { labelled: pose(80), seen: null },
  ]);
  assert.equal(valueOf(rows, 'head pose, all angles: yaw MAE'), 1);
  const found = rows.find(({ name }) => name === 'head pose, all angles: heads found');
  assert.deepEqual([found?.value, found?.pass], [0.5, false]);
});

test('of several faces the one over the middle is the labelled one, and one beside it is not', async (t) => {
  const { folder, remove } = folderOf({
    'headpose/labels.csv':
      'image,yaw_deg_aflw2000_convention,pitch_deg,roll_deg,source\na.jpg,10,0,0,x\nb.jpg,20,0,0,x\ngone.jpg,1,1,1,x\n',
    'headpose/aflw2000/a.jpg': '',
    'headpose/aflw2000/b.jpg': '',
  });
  t.after(remove);
  const beside = faceOf({ box: { x: 0, y: 0, width: 40, height: 40 }, headPose: pose(50) });
  const bench = benchOf(folder, {
    pictures: {
      'a.jpg': lookOf({ faces: [beside, faceOf({ headPose: pose(13) })] }),
      'b.jpg': lookOf({ faces: [beside] }),
    },
  });
  const measured = await headPose.run(bench);
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'head pose, all angles: yaw MAE'), 3);
  assert.equal(valueOf(measured.rows, 'head pose, all angles: heads found'), 0.5);
  assert.deepEqual(measured.notes, ['labelled, but not there: gone.jpg']);
});

test('without labels it is skipped', async (t) => {
  const { folder, remove } = folderOf({});
  t.after(remove);
  assert.ok('skipped' in (await headPose.run(benchOf(folder))));
});
