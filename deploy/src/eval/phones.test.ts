import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Look } from './measure.js';
import { phoneRows, phones, type PhoneFilm } from './phones.js';
import { benchOf, faceOf, folderOf, lookOf, valueOf } from './test-bench.js';

const film: PhoneFilm = {
  name: 'a.mp4',
  scene: 'phone at the lens',
  seconds: 30,
  signals: 0,
  looks: 10,
  looksWithPhone: 0,
};

test('films with a phone, calm ones and one with a cup are counted apart, calm film by the minute', () => {
  const rows = phoneRows([
    { ...film, signals: 2, looksWithPhone: 5 },
    { ...film, name: 'b.mp4', scene: 'phone in the hand, composed' },
    { ...film, name: 'c.mp4', scene: 'calm', signals: 3 },
    { ...film, name: 'd.mp4', scene: 'calm' },
    { ...film, name: 'e.mp4', scene: 'cup in the hand', signals: 7 },
  ]);
  assert.equal(valueOf(rows, 'possible phone: films with a phone in view, found'), 1);
  assert.equal(valueOf(rows, 'possible phone: phone in the hand, composed, films found'), 0);
  assert.equal(valueOf(rows, 'possible phone: calm films with a false one'), 1);
  assert.equal(valueOf(rows, 'possible phone: false signals in calm film'), 3);
  assert.equal(valueOf(rows, 'possible phone: cup in the hand, films with a false one'), 1);
  assert.equal(valueOf(rows, 'possible phone, phone at the lens, a.mp4: looks with a phone told'), 0.5);
  assert.equal(valueOf(rows, 'possible phone, calm, c.mp4: signals'), 3);
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
    // Where it has been composed.
    'phone.avi': twentySeconds(true),
  };
  const measured = await phones.run(benchOf(folder, { films }));
  assert.ok('rows' in measured);
  assert.equal(valueOf(measured.rows, 'possible phone: phone at the lens, films found'), 1);
  assert.equal(valueOf(measured.rows, 'possible phone: calm films with a false one'), 0);
  const name = 'possible phone, phone at the lens, photo_on_phone.mp4';
  assert.equal(valueOf(measured.rows, `${name}: signals`), 1);
  assert.equal(valueOf(measured.rows, `${name}: looks with a phone told`), 0.5);
  assert.ok(!measured.rows.some((row) => row.name.includes('unknown.mp4')));
});
