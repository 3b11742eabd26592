import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testStore } from '../lib/testing.js';
import { keepNotice, noticesOf } from './notices.js';
import { openDatabase } from './open-database.js';

const TEXT = { controller: 'a', contact: 'b', legalBasis: 'c', howToObject: 'd', text: 'e' };

test('keeps each version of the notice with when it was first in force', async () => {
  const db = await openDatabase(testStore());
  assert.equal(await keepNotice(db, undefined, 1), null);
  const first = await keepNotice(db, { en: TEXT, de: TEXT }, 1000);
  const same = await keepNotice(db, { de: { ...TEXT }, en: TEXT }, 2000);
  assert.deepEqual(same, first);
  const second = await keepNotice(db, { en: { ...TEXT, contact: 'x' } }, 3000);
  assert.notEqual(second?.hash, first?.hash);
  const both = await noticesOf(db, [first?.hash ?? '', second?.hash ?? '']);
  assert.deepEqual(new Set(both.map(({ firstAt }) => firstAt)), new Set([1000, 3000]));
});
