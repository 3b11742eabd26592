import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { makerAndProduct, MAX_NAME, plainName } from './plain-name.js';

test('addresses and numbers as long as a serial number’s are taken out, model numbers are not', () => {
  assert.equal(plainName('Adapter c0:ff:ee:00:11:22 (10.0.0.17)', 'x'), 'Adapter … (…)');
  assert.equal(plainName('enxc0ffee001122', 'x'), 'enx…');
  assert.equal(plainName('at fe80::1c0f:fee0:1 now', 'x'), 'at … now');
  assert.equal(plainName('Ultra 4C530001230619117142', 'x'), 'Ultra …');
  assert.equal(plainName('DELL U2412M HD Pro Webcam C920', 'x'), 'DELL U2412M HD Pro Webcam C920');
});

test('what would garble a line is taken out, and a name of nothing else is replaced', () => {
  assert.equal(plainName(' a\u0000b\n\u202Ec\u2028d ', 'x'), 'a b c d');
  assert.equal(plainName('\u0007\uFFFD', 'keyboard'), 'keyboard');
});

test('of any text at most 120 characters are left, none of them a control character', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => new TextDecoder().decode(bytes)),
    fc.stringMatching(/^[0-9a-f:.-]{0,300}$/),
  );
  fc.assert(
    fc.property(text, (told) => {
      const name = plainName(told, 'a thing');
      assert.ok(name.length > 0 && name.length <= MAX_NAME);
      assert.doesNotMatch(name, /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
      assert.doesNotMatch(name, /(?:[0-9a-f]{2}:){5}|\d{1,3}(?:\.\d{1,3}){3}|\d{8}/i);
    }),
    { numRuns: 2000, seed: 7 },
  );
});

test('a maker who stands in the product’s name is not said twice', () => {
  assert.equal(makerAndProduct('Logitech', 'Logitech USB Headset'), 'Logitech USB Headset');
  assert.equal(makerAndProduct('Dell', 'DELL U2412M'), 'DELL U2412M');
  assert.equal(makerAndProduct('SanDisk', 'Ultra'), 'SanDisk Ultra');
});
