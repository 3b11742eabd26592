import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detection, Detector } from '@invigil/models';
import { listedFiles } from './phone-list.js';
import { phoneNetRows, scoreAt } from './phone-net-rows.js';
import { folderOf, valueOf } from './test-bench.js';

const detector: Detector = {
  head: 'nanodet',
  classes: ['cup', 'cell phone'],
  thresholds: { phone: { score: 0.5 } },
};
const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
const told = (classId: number, x: number, score: number): Detection => ({ classId, score, box: box(x) });
const picture = (scene: string, found: Detection[]) => ({
  scene,
  labelled: [{ className: 'phone', box: box(0) }],
  told: found,
});

test('nets are compared from the score at which a share of the calm frames raises an alarm', () => {
  const frames = Array.from({ length: 400 }, (_, i) => (400 - i) / 1000);
  // Two of 400 are one in 200: the third surest is below.
  assert.ok(Math.abs(scoreAt(frames, 0.005) - 0.3981) < 1e-9);
  assert.equal(scoreAt([], 0.005), 1e-4);
});

test('rooms count apart, a cup is no alarm, and the net before has no goals', () => {
  const looks = {
    detector,
    pictures: [
      picture('room-a', [told(1, 0, 0.6)]),
      picture('room-b', [told(1, 0, 0.45)]),
      picture('web', [told(1, 80, 0.9)]),
    ],
    calm: [[told(0, 0, 0.99)], [told(1, 0, 0.4)], [told(1, 0, 0.55)], []],
  };
  const rows = phoneNetRows({ ...looks, by: '' });
  const rooms = 'phone net, webcam rooms never trained on';
  assert.equal(valueOf(rows, `${rooms}: AP50`), 1);
  assert.equal(valueOf(rows, `${rooms}: recall at 1 alarm in 200 calm frames`), 0.5);
  assert.equal(valueOf(rows, `${rooms}: recall from 0.5`), 0.5);
  assert.equal(valueOf(rows, 'phone net, all scenes never trained on: precision from 0.5'), 0.5);
  const alarms = rows.find(({ name }) => name === 'phone net, calm frames: share with an alarm from 0.5');
  assert.deepEqual([alarms?.value, alarms?.n, alarms?.pass], [0.25, 4, false]);
  const old = phoneNetRows({ ...looks, by: ', net before (nanodet)' });
  assert.equal(valueOf(old, `${rooms}, net before (nanodet): AP50`), 1);
  assert.ok(old.every(({ goal }) => goal === null));
});

test('of the list only what is to judge and is there is looked at', async () => {
  const { folder, remove } = folderOf({
    'list.tsv': [
      'path\tsha256\tsplit\tscene\tphones',
      'a.jpg\t0\tjudge\troom-a\tboxes',
      'gone.jpg\t0\tjudge\troom-a\tboxes',
      'b.jpg\t0\ttrain\troom-b\tboxes',
      'c.mp4\t0\tjudge\tfilm-c\tnone',
    ].join('\n'),
    'a.jpg': '',
    'b.jpg': '',
    'c.mp4': '',
  });
  const files = await listedFiles(folder, 'judge', `${folder}/list.tsv`);
  remove();
  assert.deepEqual(
    files.map(({ file, hasPhones, isFilm, scene }) => [
      file.slice(folder.length + 1),
      scene,
      hasPhones,
      isFilm,
    ]),
    [
      ['a.jpg', 'room-a', true, false],
      ['c.mp4', 'film-c', false, true],
    ],
  );
});
