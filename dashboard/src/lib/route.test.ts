import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT_PATH, AUDIT_PATH, parseRoute, roomPath, seatPath } from './route.js';

test('reads back every path that it writes', () => {
  assert.deepEqual(parseRoute(roomPath('room-1')), { page: 'room', room: 'room-1' });
  assert.deepEqual(parseRoute(seatPath({ room: 'room-1', seat: 'a1' })), {
    page: 'seat',
    room: 'room-1',
    seat: 'a1',
  });
  assert.deepEqual(parseRoute('/'), { page: 'room', room: null });
  assert.deepEqual(
    [AUDIT_PATH, ACCOUNT_PATH].map((path) => parseRoute(path).page),
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
    assert.deepEqual(parseRoute(path), { page: 'unknown' }, path);
  }
});
