import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaze, gazeRows } from './gaze.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const SPANS = [
  { file: 'a.mp4', startMs: 0, endMs: 2000, label: 'eyes centre' },
  { file: 'a.mp4', startMs: 2000, endMs: 4000, label: 'eyes image-left, head still' },
];

const moment = (atMs: number, x: number | null) => ({ atMs, x, interOcularPx: 60 });

test('sides are measured from the film’s first 1.5 s; a frame without a gaze is wrong', () => {
  const rows = gazeRows([
    {
      name: 'a.mp4',
      spans: SPANS,
      gazes: [
        moment(500, 0.2),
        moment(1000, 0.2),
        moment(1550, 0.28),
        moment(2500, 0.28),
        moment(2600, 0.26),
        moment(2700, 0.1),
        moment(2800, null),
      ],
    },
  ]);
  assert.equal(valueOf(rows, 'gaze centre, head still'), 0.667);
  assert.equal(valueOf(rows, 'gaze to picture-left, head still'), 0.25);
  assert.equal(valueOf(rows, 'gaze to picture-left: a.mp4'), 0.25);
});

test('the picture’s left and right are told apart', () => {
  const right = { file: 'a.mp4', startMs: 4000, endMs: 6000, label: 'eyes image-right' };
  const gazes = [
    moment(500, 0),
    moment(2500, 0.15),
    moment(2600, -0.15),
    moment(2700, -0.15),
    moment(5000, -0.15),
  ];
  const rows = gazeRows([{ name: 'a.mp4', spans: [...SPANS, right], gazes }]);
  assert.equal(valueOf(rows, 'gaze to picture-left, head still'), 0.333);
  assert.equal(valueOf(rows, 'gaze to picture-right, head still'), 1);
});

test('small and large faces are told apart', () => {
  const gazes = [
    { ...moment(500, 0), interOcularPx: 20 },
    { ...moment(1000, 0), interOcularPx: 20 },
    { ...moment(2500, 0), interOcularPx: 90 },
  ];
  const rows = gazeRows([{ name: 'a.mp4', spans: SPANS, gazes }]);
  assert.equal(valueOf(rows, 'gaze, 0–40 px between the eyes: right side'), 1);
  assert.equal(valueOf(rows, 'gaze, ≥ 80 px between the eyes: right side'), 0);
});

test('a side that no film shows has no row', () => {
  const names = gazeRows([{ name: 'a.mp4', spans: SPANS, gazes: [moment(500, 0)] }]).map(({ name }) => name);
  assert.deepEqual(names, [
    'gaze centre, head still',
    'gaze centre: a.mp4',
    'gaze, 40–80 px between the eyes: right side',
  ]);
});

test('the eyes of the nearest face are the film’s', async (t) => {
  const { folder, remove } = folderOf({
    'clips/spans.tsv': 'file\tstart\tend\tlabel\na.mp4\t0\t2\teyes centre\nb.mp4\t0\t2\tfront\n',
    'clips/a.mp4': '',
    'clips/b.mp4': '',
  });
  t.after(remove);
  const faces = [faceOf({ gaze: { x: 0.5, confidence: 1 } }), faceOf({ gaze: { x: -0.5, confidence: 1 } })];
  const looks = [lookOf({ capturedAt: 500, faces }), lookOf({ capturedAt: 1000, faces })];
  const measured = await gaze.run(benchOf(folder, { films: { 'a.mp4': looks } }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'gaze centre, head still'), 1);
});
