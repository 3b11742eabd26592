import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRoute, pathOf } from './route.js';

test('reads back every path that it writes', () => {
  const seat = { room: 'room-1', seat: 'a1' };
  assert.equal(pathOf('seat', seat), '/rooms/room-1/seats/a1');
  assert.deepEqual(parseRoute(pathOf('seat', seat)), { page: 'seat', params: seat });
  assert.deepEqual(parseRoute(pathOf('room', seat)), { page: 'room', params: { room: 'room-1' } });
  assert.deepEqual(parseRoute('/'), { page: 'first-room', params: {} });
  assert.deepEqual(
    [pathOf('audit', {}), pathOf('account', {})].map((path) => parseRoute(path).page),
    ['audit', 'account'],
  );
});

test('knows no other path', () => {
  for (const path of [
    '/api/me',
    '/rooms',
    '/rooms/Room%201',
    '/rooms/r/seats',
    '/rooms/r/seats/s/t',
    '/login',
    '/audit/more',
  ]) {
    assert.deepEqual(parseRoute(path), { page: 'unknown', params: {} }, path);
  }
});
