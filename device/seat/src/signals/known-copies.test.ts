import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyMark } from '@invigil/contract';
import { KnownCopies } from './known-copies.js';

const SALT = '00112233445566778899aabbccddeeff';

test('knows again what was copied here or by another program, and tells sizes only', async () => {
  const copies = new KnownCopies();
  assert.deepEqual(await copies.copied(SALT, 'a\nb', 5), [
    { type: 'copied', mark: await copyMark(SALT, 'a\nb') },
    { type: 'happened', kind: 'text-copied', at: 5, detail: { characters: 3 } },
  ]);
  copies.add(await copyMark(SALT, 'of the editor'));
  const kinds = [];
  for (const text of ['a\r\nb', 'of the editor', 'of nobody']) {
    const told = await copies.pasted(SALT, text, 6);
    kinds.push(told.type === 'happened' && told.kind);
  }
  assert.deepEqual(kinds, ['pasted-inside', 'pasted-inside', 'pasted-outside']);
});

test('forgets the oldest of many', async () => {
  const copies = new KnownCopies();
  copies.add(await copyMark(SALT, 'first'));
  for (let i = 0; i < 500; i += 1) copies.add(`mark ${i}`);
  const told = await copies.pasted(SALT, 'first', 6);
  assert.equal(told.type === 'happened' && told.kind, 'pasted-outside');
});
