import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Look } from './measure.js';
import { phoneRows, phones } from './phones.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const film = { name: 'a.mp4', phoneInView: true, seconds: 30, signals: 0, looks: 10, looksWithPhone: 0 };

test('films with a phone and calm ones are counted apart, calm film by the minute', () => {
  const rows = phoneRows([
    { ...film, signals: 2, looksWithPhone: 5 },
    { ...film, name: 'b.mp4' },
    { ...film, name: 'c.mp4', phoneInView: false, signals: 3 },
    { ...film, name: 'd.mp4', phoneInView: false },
  ]);
  assert.equal(valueOf(rows, 'possible phone: films with a phone in view, found'), 1);
  assert.equal(valueOf(rows, 'possible phone: calm films with a false one'), 1);
  assert.equal(valueOf(rows, 'possible phone: false signals in calm film'), 3);
  assert.equal(valueOf(rows, 'looks with a phone told, phone in view: a.mp4'), 0.5);
});

/** Twenty seconds of somebody with, or without, a phone in the hand for the first half. */
function twentySeconds(withPhone: boolean): Look[] {
  const box = { x: 40, y: 70, width: 10, height: 20 };
  return Array.from({ length: 200 }, (_, i) =>
    lookOf({
      capturedAt: i * 100,
      faces: [faceOf()],
      objects: i % 5 > 0 ? null : withPhone && i < 100 ? [{ id: 1, label: 'phone', box, score: 0.6 }] : [],
    }),
  );
}

test('the seat’s own judgement of a film decides', async (t) => {
  const { folder, remove } = folderOf({
    'clips/photo_on_phone.mp4': '',
    'clips/gaze_center.mp4': '',
    'clips/unknown.mp4': '',
  });
  t.after(remove);
  const films = {
    'photo_on_phone.mp4': twentySeconds(true),
    'gaze_center.mp4': twentySeconds(false),
    'edit.mp4': twentySeconds(false),
    'edit2.mp4': twentySeconds(false),
    'franck.mp4': twentySeconds(false),
  };
  const measured = await phones.run(benchOf(folder, { films }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'possible phone: films with a phone in view, found'), 1);
  assert.equal(valueOf(measured.rows, 'possible phone: calm films with a false one'), 0);
  assert.equal(valueOf(measured.rows, 'looks with a phone told, phone in view: photo_on_phone.mp4'), 0.5);
  assert.deepEqual(measured.notes.slice(1), ['phone told in photo_on_phone.mp4: 1 ×']);
});
