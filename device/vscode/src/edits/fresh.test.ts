import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dense, freshCharacters, holdsPaste } from './fresh.js';

const CODE = 'function add(a, b) {\n  return a + b;\n}\n';

test('a text without its white space', () => {
  assert.equal(dense(' a\r\n\tb\u00A0c\u2028'), 'abc');
});

test('nothing of the same code in another layout is new', () => {
  assert.equal(
    freshCharacters(
      ['function add( a,b )\n{ return a+b; }'].map((t) => t.replace(',b', ', b')),
      [CODE],
    ),
    0,
  );
});

test('a new name counts once, wherever else it is put', () => {
  assert.equal(
    freshCharacters(
      Array.from({ length: 50 }, () => 'renamedThing'),
      [CODE],
    ),
    12,
  );
});

test('code that stands nowhere is new but for the words that are known', () => {
  assert.equal(freshCharacters(['return squareRoot(value)'], [CODE]), 'squareRoot'.length + 'value'.length);
  assert.equal(freshCharacters(['squareRoot'], [CODE, 'const squareRoot = 1']), 0);
});

test('letters of any script are words', () => {
  assert.equal(freshCharacters(['größe = 面積'], ['x = 1']), 'größe'.length + '面積'.length);
});

test('knows what a paste makes, at one place, at several, spread, with another layout, or within more', () => {
  const pasted = 'first();\nsecond();\n';
  assert.ok(holdsPaste(['first();\nsecond();\n'], pasted));
  assert.ok(holdsPaste(['first();\n    second();\n'], pasted));
  assert.ok(holdsPaste([pasted, pasted], pasted));
  assert.ok(holdsPaste(['first();', 'second();'], pasted));
  assert.ok(holdsPaste(['[text](https://example.org)'], 'https://example.org'));
  assert.ok(holdsPaste(['\n'], '\n\n'));
});

test('another text, or a part of it, is not what the paste makes', () => {
  assert.equal(holdsPaste(['first();'], 'first();second();'), false);
  assert.equal(holdsPaste(['third();'], 'first();'), false);
  assert.equal(holdsPaste([], 'first();'), false);
  assert.equal(holdsPaste([], '\n'), false);
});
