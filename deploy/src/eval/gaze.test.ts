import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaze, gazeRows } from './gaze.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const SPANS = [
  { file: 'a.mp4', startMs: 0, endMs: 2000, label: 'eyes centre' },
  { file: 'a.mp4', startMs: 2000, endMs: 4000, label: 'eyes image-left, head still' },
];

test('sides are measured from the film’s first 1.5 s; a frame without a gaze is wrong', () => {
  const rows = gazeRows([
    {
      name: 'a.mp4',
      spans: SPANS,
      gazes: [
        { atMs: 500, x: 0.2 },
        { atMs: 1000, x: 0.2 },
        { atMs: 1550, x: 0.28 },
        { atMs: 2500, x: 0.28 },
        { atMs: 2600, x: 0.26 },
        { atMs: 2700, x: 0.1 },
        { atMs: 2800, x: null },
      ],
    },
  ]);
  assert.equal(valueOf(rows, 'gaze centre, head still'), 0.67);
  assert.equal(valueOf(rows, 'gaze to picture-left, head still'), 0.25);
  assert.equal(valueOf(rows, 'gaze to picture-left: a.mp4'), 0.25);
});

test('the picture’s left and right are told apart', () => {
  const right = { file: 'a.mp4', startMs: 4000, endMs: 6000, label: 'eyes image-right' };
  const gazes = [
    { atMs: 500, x: 0 },
    { atMs: 2500, x: 0.15 },
    { atMs: 2600, x: -0.15 },
    { atMs: 2700, x: -0.15 },
    { atMs: 5000, x: -0.15 },
  ];
  const rows = gazeRows([{ name: 'a.mp4', spans: [...SPANS, right], gazes }]);
  assert.equal(valueOf(rows, 'gaze to picture-left, head still'), 0.33);
  assert.equal(valueOf(rows, 'gaze to picture-right, head still'), 1);
});

test('a side that no film shows has no row', () => {
  const names = gazeRows([{ name: 'a.mp4', spans: SPANS, gazes: [{ atMs: 500, x: 0 }] }]).map(
    ({ name }) => name,
  );
  assert.deepEqual(names, ['gaze centre, head still', 'gaze centre: a.mp4']);
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
