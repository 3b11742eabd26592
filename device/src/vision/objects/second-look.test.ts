import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detection } from '@invigil/models';
import { pictureFromBytes } from '../../lib/opencv.js';
import { put, writtenNet } from '../nets/test-nets.js';
import { detectClasses } from './object-detector.js';
import { SecondLook } from './second-look.js';

const PHONE = 67;
const PERSON = 0;
const PASSPORT = { net: 'phone-look', from: 0.1, room: 1.5, detector: 1, look: 0.5, shift: -1 };
const SIDE = 200;

/** A picture, grey but for a white square of 40 px at 80, 80. */
function picture() {
  const bytes = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % SIDE, Math.floor(i / 3 / SIDE)];
    return x >= 80 && x < 120 && y >= 80 && y < 120 ? 255 : 100;
  });
  return pictureFromBytes(bytes, SIDE, SIDE);
}

/** Which says these logits, one after the other. */
function lookThatSays(...logits: number[]) {
  const net = writtenNet('phone-look', (outputs, call) => put(outputs, 'logit', 0, logits[call] ?? 0));
  return { net, look: new SecondLook({ net, passport: PASSPORT, classId: PHONE }) };
}

const phone = (score: number, box = { x: 80, y: 80, width: 40, height: 20 }): Detection => ({
  classId: PHONE,
  score,
  box,
});

test('the score becomes what the detector and the look say together', async () => {
  const { look } = lookThatSays(4);
  const [judged] = await look.judge(picture(), [phone(0.5)]);
  // The logit of 0.5 is 0: 0 + 0.5 · 4 − 1 = 1.
  assert.ok(Math.abs((judged?.score ?? 0) - 1 / (1 + Math.exp(-1))) < 1e-9);
});

test('a look sees a square about the box, of the passport’s room, black where the picture ends', async () => {
  const { look, net } = lookThatSays(0);
  const seen = picture();
  // 60 px about (100, 90), which lie in 96; then 60 about (0, 100), of which the left half is no picture.
  await look.judge(seen, [phone(0.5), phone(0.4, { x: -20, y: 80, width: 40, height: 40 })]);
  const pixelAt = (run: number, x: number, y: number) => net.runs[run]?.pixels[(y * 96 + x) * 3];
  assert.equal(pixelAt(0, 48, 48), 255);
  // 10 px above the box’s middle the white begins: 48 − 10 · 1.6 = 32.
  assert.equal(pixelAt(0, 48, 36), 255);
  assert.equal(pixelAt(0, 48, 28), 100);
  assert.equal(pixelAt(1, 20, 48), 0);
  assert.equal(pixelAt(1, 70, 48), 100);
});

test('what is no phone, or hardly one, is not looked at, and of many phones the surest', async () => {
  const { look, net } = lookThatSays();
  const many = Array.from({ length: 9 }, (_, i) => phone(0.2 + i * 0.05));
  const others = [{ ...phone(0.9), classId: PERSON }, phone(0.09)];
  const judged = await look.judge(picture(), [...others, ...many]);
  assert.equal(net.runs.length, 6);
  assert.deepEqual(
    judged.map(({ score }, at) => score === [...others, ...many][at]?.score),
    [true, true, true, true, true, false, false, false, false, false, false],
  );
  await look.judge(picture(), others);
  assert.equal(net.runs.length, 6);
});

test('a phone that the detector alone would not tell is told where the look is sure, and the other way round', async () => {
  const detector = writtenNet('nanodet', (outputs) => {
    put(outputs, 'scores16', 5 * 80 + PHONE, 0.3);
    put(outputs, 'scores16', 200 * 80 + PHONE, 0.7);
  });
  const { look } = lookThatSays(-8, 8);
  const seen = picture();
  const finding = detectClasses({ net: detector, secondLook: look }, { picture: seen }, (classId) =>
    classId === PHONE ? 0.6 : Infinity,
  );
  // As of every look: the picture is its owner’s again.
  seen.release();
  const found = await finding;
  // The surer one is looked at first, and is none.
  assert.deepEqual(
    found.map(({ score }) => score.toFixed(2)),
    ['0.90'],
  );
});
