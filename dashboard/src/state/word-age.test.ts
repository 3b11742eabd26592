import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameAge, wordAge } from './word-age.js';

function after(seconds: number, state: 'online' | 'lost' | 'stopped' = 'online') {
  return wordAge({ heardAt: 1_000_000, state }, 1_000_000 + seconds * 1000);
}

test('silence is told from 5, 10 and 15 s on, with half a second for a word on its way', () => {
  assert.deepEqual([after(0), after(5.4)], [null, null]);
  assert.deepEqual(after(5.5), { step: 'amber', seconds: 5 });
  assert.deepEqual(after(10.4), { step: 'amber', seconds: 10 });
  assert.deepEqual(after(10.5), { step: 'orange', seconds: 10 });
  assert.deepEqual(after(15.5), { step: 'red', seconds: 15 });
});

test('from a minute on it changes once a minute, and only for seats that are waited for', () => {
  assert.deepEqual(after(179, 'lost'), { step: 'red', seconds: 120 });
  assert.ok(isSameAge(after(121, 'lost'), after(179, 'lost')) && !isSameAge(after(20), after(21)));
  assert.equal(after(60, 'stopped'), null);
  assert.equal(wordAge({ heardAt: null, state: 'online' }, 1), null);
});
