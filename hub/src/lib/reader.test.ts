import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGLISH, readerOf } from './reader.js';

test('takes the first wish that names a language of the hub, and in it the dearest one, with its region', () => {
  assert.deepEqual(readerOf('de'), { language: 'de', tag: 'de' });
  assert.deepEqual(readerOf(undefined, 'fr, de-AT;q=0.8, en;q=0.9'), { language: 'en', tag: 'en' });
  assert.deepEqual(readerOf('fr-CA', 'en-GB'), { language: 'en', tag: 'en-GB' });
  assert.deepEqual(readerOf('DE-at,en'), { language: 'de', tag: 'de-AT' });
  assert.deepEqual(readerOf('en;q=0, de'), { language: 'de', tag: 'de' });
});

test('is not led astray by what is no language, or brings another calendar along', () => {
  for (const odd of ['', '*', 'xx', 'de_AT', 'constructor', '__proto__', '"><script>', ';;;,,,', 'q=1'])
    assert.deepEqual(readerOf(odd), ENGLISH, odd);
  assert.deepEqual(readerOf('de-Latn-CH-u-ca-buddhist-nu-thai'), { language: 'de', tag: 'de-CH' });
  assert.deepEqual(readerOf(`${'x,'.repeat(500)}de`), ENGLISH);
});
