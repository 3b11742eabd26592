import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchedShare, watchedSince } from './watched-share.js';

test('is the whole time less the blind time', () => {
  assert.equal(watchedShare(1000, 2000, []), 1);
  assert.equal(
    watchedShare(1000, 2000, [
      { from: 1200, to: 1300 },
      { from: 1900, to: null },
    ]),
    0.8,
  );
});

test('counts time once in which two things kept from seeing', () => {
  const blind = [
    { from: 1400, to: 1600 },
    { from: 1000, to: 1500 },
    { from: 1450, to: 1550 },
  ];
  assert.equal(watchedShare(1000, 2000, blind), 0.4);
});

test('leaves out what lies before the beginning', () => {
  assert.equal(
    watchedShare(1000, 2000, [
      { from: 0, to: 1100 },
      { from: 0, to: 500 },
    ]),
    0.9,
  );
});

test('is whole when no time has passed', () => {
  assert.equal(watchedShare(1000, 1000, [{ from: 0, to: null }]), 1);
});

test('goes on counting where a new boot goes on with the session', () => {
  assert.equal(watchedSince({ session: 'algebra', since: 100 }, { session: 'algebra', bootSince: 900 }), 100);
  assert.equal(watchedSince({ session: 'algebra', since: 100 }, { session: 'latin', bootSince: 900 }), 900);
  assert.equal(watchedSince({ session: null, since: 100 }, { session: null, bootSince: 900 }), 900);
});
