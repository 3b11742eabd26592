import type { GazeFeatures } from '@invigil/behaviour';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gazeCalibration } from './gaze-calibration.js';
import { gazeCalibrationRows } from './gaze-calibration-rows.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const looking = (gazeX: number, yawDeg = 0, pitchDeg = -10): GazeFeatures => ({ gazeX, yawDeg, pitchDeg });

/** Four seconds of each label, ten moments a second. */
function filmOf(parts: readonly [label: string, at: (index: number) => GazeFeatures | null][]) {
  const file = 'a.mp4';
  return {
    name: file,
    spans: parts.map(([label], i) => ({ file, startMs: i * 4000, endMs: (i + 1) * 4000, label })),
    moments: parts.flatMap(([, at], i) =>
      Array.from({ length: 40 }, (_, index) => ({ atMs: i * 4000 + index * 100, features: at(index) })),
    ),
  };
}

test('a candidate whose irises move by half of the usual is read right only after learning', () => {
  const { rows } = gazeCalibrationRows([
    filmOf([
      ['eyes centre', () => looking(0.02)],
      ['eyes image-left, head still', () => looking(0.065)],
      ['eyes image-right, head still', () => looking(-0.025)],
    ]),
  ]);
  assert.equal(valueOf(rows, 'gaze calibration: middle, uncalibrated'), 1);
  assert.equal(valueOf(rows, 'gaze calibration: to picture-left, uncalibrated'), 0);
  assert.equal(valueOf(rows, 'gaze calibration: to picture-left, calibrated'), 1);
  assert.equal(valueOf(rows, 'gaze calibration: to picture-right, calibrated'), 1);
  assert.equal(valueOf(rows, 'gaze calibration: error, uncalibrated'), 0.15);
  assert.ok(valueOf(rows, 'gaze calibration: error, calibrated') < 0.15);
});

test('what is learnt from is not judged, and what can’t be read is wrong', () => {
  const { rows } = gazeCalibrationRows([
    filmOf([
      ['eyes centre', (index) => (index > 30 ? null : looking(0))],
      ['eyes image-left, head still', () => looking(0.1)],
      ['eyes centre', () => looking(0.02)],
    ]),
  ]);
  const middle = rows.find(({ name }) => name === 'gaze calibration: middle, calibrated');
  // Of 33 moments surely in a span the last 16 are judged, 6 of them unreadable; of the second such span all 33.
  assert.equal(middle?.n, 49);
  assert.equal(middle.value, 0.878);
});

test('one column alone teaches nothing, and is judged apart', () => {
  const { rows } = gazeCalibrationRows([filmOf([['eyes centre', () => looking(0.3)]])]);
  assert.deepEqual(
    rows.map(({ name, value }) => [name, value]),
    [['gaze calibration: middle, uncalibrated, only one column shown', 1]],
  );
});

test('a head that turned is not looking at the screen', () => {
  const { rows } = gazeCalibrationRows([
    filmOf([
      ['front', () => looking(0)],
      ['face turned to image-left', (index) => (index < 20 ? looking(0, 35) : looking(0, 12))],
      ['chin up', () => looking(0, 0, 25)],
      ['front', () => looking(0, 2)],
    ]),
  ]);
  assert.equal(valueOf(rows, 'gaze calibration: head to the front told as middle'), 1);
  // 17 of the 33 moments of the turn are turned too little, none of the 33 of the chin.
  assert.equal(valueOf(rows, 'gaze calibration: head turned told as on the screen'), 0.258);
});

test('the nearest face of each film with spans is watched; without films there is a word', async (t) => {
  const { folder, remove } = folderOf({
    'clips/spans.tsv': 'file\tstart\tend\tlabel\na.mp4\t0\t2\teyes centre\nb.mp4\t0\t2\tfront\n',
    'clips/a.mp4': '',
  });
  t.after(remove);
  const seen = faceOf({
    headPose: { yawDeg: 0, pitchDeg: 0, rollDeg: 0, confidence: 1 },
    gaze: { x: 0.1, confidence: 1 },
    eyes: { opening: 0.4, confidence: 1 },
  });
  const looks = [500, 700, 900].map((capturedAt) => lookOf({ capturedAt, faces: [seen, faceOf()] }));
  const measured = await gazeCalibration.run(benchOf(folder, { films: { 'a.mp4': looks } }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'gaze calibration: middle, uncalibrated, only one column shown'), 1);

  const empty = folderOf({ 'other.txt': '' });
  t.after(empty.remove);
  assert.ok('skipped' in (await gazeCalibration.run(benchOf(empty.folder))));
});
