import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headTurnRows, headTurns } from './head-turns.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const LIMITS = { yawDeg: 28, pitchUpDeg: 25, pitchDownDeg: 35 };
const pose = (yawDeg: number, pitchDeg = -10, rollDeg = 0) => ({ yawDeg, pitchDeg, rollDeg, confidence: 1 });
const LABELS = [
  'front',
  'face turned to image-left',
  'face turned to image-right',
  'chin up',
  'chin down',
  'roll',
];

/** Two seconds of each label, with one moment in the middle of each second half. */
function filmOf(poses: readonly (ReturnType<typeof pose> | null)[]) {
  return {
    spans: poses.map((_, i) => ({
      file: 'a.mp4',
      startMs: i * 2000,
      endMs: (i + 1) * 2000,
      label: LABELS[i] ?? 'front',
    })),
    heads: poses.map((headPose, i) => ({ atMs: i * 2000 + 1000, headPose })),
  };
}

test('directions count from the policy’s angles on, measured from the first front', () => {
  const film = filmOf([pose(5), pose(33), pose(-23), pose(5, 15), pose(5, -45), pose(5, -10, 40)]);
  const rows = headTurnRows([film], LIMITS);
  assert.equal(rows.length, 7);
  for (const { name, value } of rows) assert.equal(value, 1, name);
});

test('a turn short of the angle, to the other side or without a face is wrong', () => {
  const rows = headTurnRows([filmOf([pose(5), pose(32), pose(60), null, pose(5, 15)])], LIMITS);
  assert.equal(valueOf(rows, 'head turns: front'), 1);
  assert.equal(valueOf(rows, 'head turns: right direction, all turns'), 0);
});

test('the direction that goes furthest beyond its angle is the head’s', () => {
  const rows = headTurnRows([filmOf([pose(0), pose(60, -60)])], LIMITS);
  assert.equal(valueOf(rows, 'head turns: to picture-left'), 1);
});

test('only films that are there and spans of the head are watched', async (t) => {
  const { folder, remove } = folderOf({
    'clips/spans.tsv':
      'file\tstart\tend\tlabel\na.mp4\t0\t2\tfront\na.mp4\t2\t4\timage-left\nb.mp4\t0\t2\tfront\nc.mp4\t0\t2\teyes centre\n',
    'clips/a.mp4': '',
    'clips/c.mp4': '',
  });
  t.after(remove);
  const looks = [1000, 3000].map((capturedAt) =>
    lookOf({ capturedAt, faces: [faceOf({ headPose: pose(capturedAt / 50) })] }),
  );
  const measured = await headTurns.run(benchOf(folder, { films: { 'a.mp4': looks } }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'head turns: to picture-left'), 1);
});
