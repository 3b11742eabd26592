import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRoute, roomPath, seatPath } from './route.js';

test('reads back every path that it writes', () => {
  assert.deepEqual(parseRoute(roomPath('room-1')), { page: 'room', room: 'room-1' });
  assert.deepEqual(parseRoute(seatPath({ room: 'room-1', seat: 'a1' })), {
    page: 'seat',
    room: 'room-1',
    seat: 'a1',
  });
  assert.deepEqual(parseRoute('/'), { page: 'room', room: null });
});

test('knows no other path', () => {
  for (const path of [
    '/api/me',
    '/rooms',
    '/rooms/Room%201',
    '/rooms/r/seats',
    '/rooms/r/seats/s/t',
    '/login',
  ]) {
    assert.deepEqual(parseRoute(path), { page: 'unknown' }, path);
  }
});
