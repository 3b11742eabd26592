import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { copyMark } from './copy-mark.js';

const SALT = '00112233445566778899aabbccddeeff';

test('is the HMAC of the text under the salt as it is written', async () => {
  const text = 'for (const x of xs) {\n  print(x);\n}';
  assert.equal(await copyMark(SALT, text), createHmac('sha256', SALT).update(text).digest('hex'));
});

test('knows a text again whose line ends, no-break spaces and outer white space a clipboard changed', async () => {
  const mark = await copyMark(SALT, 'a b\nc');
  for (const same of ['a b\r\nc', 'a b\rc', 'a\u00A0b\nc\n', '  a b\nc '])
    assert.equal(await copyMark(SALT, same), mark, JSON.stringify(same));
});

test('tells texts apart by one character, by inner white space, and by the salt', async () => {
  const mark = await copyMark(SALT, 'a b');
  for (const other of ['a c', 'a  b', 'A b', '']) assert.notEqual(await copyMark(SALT, other), mark);
  assert.notEqual(await copyMark(SALT.replace('0', '1'), 'a b'), mark);
});
