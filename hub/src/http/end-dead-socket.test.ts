import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { endDeadSocket } from './end-dead-socket.js';

/** A socket whose other end answers for as long as it is there. */
class FakeSocket extends EventEmitter {
  isThere = true;
  pings = 0;
  ended = 0;

  ping(): void {
    this.pings += 1;
    if (this.isThere) this.emit('pong');
  }

  terminate(): void {
    this.ended += 1;
    // As of a real one: not before what ended it has returned.
    queueMicrotask(() => this.emit('close'));
  }
}

beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
afterEach(() => mock.timers.reset());

test('a socket that answers stays, however long', () => {
  const socket = new FakeSocket();
  endDeadSocket(socket);
  mock.timers.tick(3_600_000);
  assert.deepEqual([socket.pings, socket.ended], [360, 0]);
});

test('a socket that is silent is ended within 20 s, once', async () => {
  const socket = new FakeSocket();
  endDeadSocket(socket);
  mock.timers.tick(15_000);
  socket.isThere = false;
  mock.timers.tick(5000);
  assert.equal(socket.ended, 0, 'one answer may still be on its way');
  mock.timers.tick(10_000);
  assert.equal(socket.ended, 1);
  await Promise.resolve();
  mock.timers.tick(60_000);
  assert.deepEqual([socket.pings, socket.ended], [2, 1]);
});
