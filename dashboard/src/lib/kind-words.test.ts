import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KIND_WORDS } from '@invigil/contract';
import { kindWords } from './kind-words.js';

test('pages say of each kind what reports say, in the language of the page', () => {
  assert.equal(kindWords.kind, KIND_WORDS.en);
  for (const kind of Object.keys(KIND_WORDS.en)) {
    const [english, german] = [KIND_WORDS.en, KIND_WORDS.de].map(
      (words) => new Map(Object.entries(words)).get(kind) ?? '',
    );
    assert.ok(english !== '' && german !== '' && english !== german, kind);
  }
});
