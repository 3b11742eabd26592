import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEYS, actionOf, helpFor, isAlwaysOn } from './keys.js';

test('no key does two things, and each is found by what the browser calls it', () => {
  const all = Object.entries(KEYS).flatMap(([action, { keys }]) => keys.map((key) => ({ action, key })));
  assert.equal(new Set(all.map(({ key }) => key)).size, all.length);
  for (const { action, key } of all) assert.equal(actionOf(key), action, key);
  assert.equal(actionOf('q'), undefined);
});

test('the help names what a page can do and nothing else', () => {
  assert.deepEqual(
    helpFor(new Set(['help', 'next'])).map(({ keys }) => keys),
    ['j', '?'],
  );
});

test('keys of a part of the page are in the help, and the page itself does not hear them', () => {
  assert.deepEqual(
    helpFor(new Set(['play', 'flip'])).map(({ keys }) => keys),
    ['Space', '← →'],
  );
  for (const key of ['ArrowLeft', 'ArrowRight', 'Home']) assert.equal(actionOf(key), undefined);
});

test('only what is no character works with the keys turned off', () => {
  for (const action of ['next', 'judge', 'open', 'help'] as const) assert.equal(isAlwaysOn(action), false);
  assert.ok(isAlwaysOn('leave'));
});
