import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KIND_WORDS } from '@invigil/contract';
import { kindWords } from './kind-words.js';

test('pages say of each kind what reports say', () => {
  // A page's texts stand as literals, since translations are taken from its sources.
  assert.deepEqual({ ...kindWords.kind }, KIND_WORDS);
});
