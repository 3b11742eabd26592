import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { LiveFeed } from './live-feed.js';
import type { SocketEvents } from './socket.js';

type FakeSocket = SocketEvents & { sent: string[]; isClosed: boolean };

const snapshot = { type: 'snapshot', v: 1, n: 7, at: 1, centre: 'here', rooms: [], seats: [], incidents: [] };
const delta = (n: number): string => JSON.stringify({ type: 'delta', n, at: 1, changes: [] });

let sockets: FakeSocket[];
let told: string[];
let feed: LiveFeed;
/** The page's clock, ms: it stands still, save where a test lets time go by that no timer counts. */
let now: number;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  sockets = [];
  told = [];
  now = 0;
  feed = new LiveFeed({
    url: 'ws://hub/api/live',
    openSocket: (_url, events) => {
      const socket: FakeSocket = { ...events, sent: [], isClosed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(text),
        close: () => {
          socket.isClosed = true;
        },
      };
    },
    clock: () => now,
    random: () => 0,
    onFrame: (frame) => told.push(`${frame.type} ${frame.n}`),
    onLost: (reason) => told.push(`lost ${reason}`),
    onRefused: () => told.push('refused'),
  });
});

afterEach(() => mock.timers.reset());

test('connects again when a number is missing, and goes on from the new snapshot', () => {
  connect();
  last().text(delta(8));
  last().text(delta(10));
  assert.ok(last().isClosed);
  mock.timers.tick(500);
  connectLast();
  last().text(delta(8));
  assert.deepEqual(told, ['snapshot 7', 'delta 8', 'lost gap', 'snapshot 7', 'delta 8']);
});

test('notices within 5 s that the hub is silent, and not before two beats are missed', () => {
  connect();
  mock.timers.tick(4000);
  last().text(delta(8));
  mock.timers.tick(4000);
  assert.deepEqual(told, ['snapshot 7', 'delta 8']);
  mock.timers.tick(1000);
  assert.deepEqual(told.at(-1), 'lost silent');
});

test('waits longer after each try, and tells of the loss once', () => {
  connect();
  last().closed();
  const waits = [500, 1000, 2000, 4000, 8000, 8000].map((expected) => {
    const before = sockets.length;
    mock.timers.tick(expected - 1);
    assert.equal(sockets.length, before, `no try before ${expected} ms`);
    mock.timers.tick(1);
    last().closed();
    return sockets.length - before;
  });
  assert.deepEqual(waits, [1, 1, 1, 1, 1, 1]);
  assert.equal(told.filter((word) => word.startsWith('lost')).length, 1);
});

test('asks whether there is still a log-in when a connection is refused', () => {
  feed.start();
  last().closed();
  assert.deepEqual(told, ['refused', 'lost closed']);
});

test('asks again for the seats that are watched after each new connection', () => {
  feed.watch({ room: 'room-1', seat: 'a1' });
  connect();
  assert.deepEqual(last().sent, ['{"type":"watch","room":"room-1","seat":"a1"}']);
  last().closed();
  mock.timers.tick(500);
  connectLast();
  assert.equal(last().sent.length, 1);
  feed.unwatch({ room: 'room-1', seat: 'a1' });
  last().closed();
  mock.timers.tick(500);
  connectLast();
  assert.deepEqual(last().sent, []);
});

test('a frame that is none ends the connection, and what an old socket says is not heard', () => {
  connect();
  const old = last();
  old.text('{"type":"delta"}');
  assert.equal(told.at(-1), 'lost wrong-shape');
  old.text(delta(8));
  assert.equal(told.at(-1), 'lost wrong-shape');
});

test('tries at once when told to hurry, and only then', () => {
  connect();
  feed.hurry();
  assert.equal(sockets.length, 1);
  last().closed();
  feed.hurry();
  assert.equal(sockets.length, 2);
});

test('a machine that wakes after an hour gives up the socket that looks open, at once when it is looked at', () => {
  connect();
  now += 3_600_000;
  mock.timers.tick(1000);
  assert.deepEqual(told, ['snapshot 7', 'lost silent']);
  mock.timers.tick(500);
  connectLast();
  now += 3_600_000;
  feed.hurry();
  assert.deepEqual(told.slice(2), ['snapshot 7', 'lost silent']);
  assert.equal(sockets.length, 3, 'it does not wait for its turn');
});

test('a clock that is set back is no reason to listen for longer', () => {
  connect();
  now -= 3_600_000;
  mock.timers.tick(5000);
  assert.equal(told.at(-1), 'lost silent');
});

test('stays away once stopped', () => {
  connect();
  feed.stop();
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 1);
  assert.ok(last().isClosed);
});

function connect(): void {
  feed.start();
  connectLast();
}

function connectLast(): void {
  last().opened();
  last().text(JSON.stringify(snapshot));
}

function last(): FakeSocket {
  const socket = sockets.at(-1);
  assert.ok(socket);
  return socket;
}
