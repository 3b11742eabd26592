import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mock, test, type TestContext } from 'node:test';
import { proofText, SEAT_CLIENT_VERSION, type AgentMessage, type ClientMessage } from '@invigil/contract';
import { SeatLink, type LinkState } from './seat-link.js';
import type { SocketEvents } from './socket.js';

const KEY = 'ab'.repeat(32);
const NONCE = '0f'.repeat(16);
const RECORDED = { kinds: [], editing: false, allowedExtensions: [], salt: '00'.repeat(16) };

/** A link, and the daemon's end of each of its connections. */
function linked(t: TestContext, holding: () => ClientMessage[] = () => []) {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  t.after(() => mock.timers.reset());
  const sockets: { events: SocketEvents; sent: unknown[]; isClosed: boolean }[] = [];
  const states: LinkState[] = [];
  const heard: AgentMessage[] = [];
  const link = new SeatLink({
    url: 'ws://127.0.0.1:1/client',
    client: 'page',
    version: '0.1.0',
    key: () => KEY,
    openSocket: (_url, events) => {
      const socket = { events, sent: new Array<unknown>(), isClosed: false };
      sockets.push(socket);
      return {
        send: (text) => void socket.sent.push(JSON.parse(text)),
        close: () => (socket.isClosed = true),
      };
    },
    clock: () => 0,
    random: () => 0,
    holding,
    onMessage: (message) => void heard.push(message),
    onState: (state) => void states.push(state),
  });
  link.start();
  const say = (message: unknown, i = sockets.length - 1): void =>
    sockets[i]?.events.text(JSON.stringify(message));
  return { link, sockets, states, heard, say, last: () => sockets.at(-1)! };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('proves that it has the key without saying it, then says what holds and what waited', async (t) => {
  const held = { type: 'began', kind: 'page-hidden', at: 5 } as const;
  const { last, link, say, states } = linked(t, () => [held]);
  link.bring({ type: 'notice-shown', hash: 'ab'.repeat(32), language: 'en' });
  link.tell({ type: 'alive' });
  say({ type: 'challenge', v: SEAT_CLIENT_VERSION, nonce: NONCE });
  await until(() => last().sent.length > 0);
  const proof = createHmac('sha256', Buffer.from(KEY, 'hex')).update(proofText(NONCE, 'page')).digest('hex');
  assert.deepEqual(last().sent, [
    { type: 'hello', v: SEAT_CLIENT_VERSION, client: 'page', version: '0.1.0', proof },
  ]);
  say({ type: 'welcome', recorded: RECORDED });
  assert.deepEqual(last().sent.slice(1), [
    held,
    { type: 'notice-shown', hash: 'ab'.repeat(32), language: 'en' },
  ]);
  assert.deepEqual(states, [{ at: 'connected' }]);
});

test('answers a ping at once and says every two seconds that it is there', (t) => {
  const { last, say } = linked(t);
  say({ type: 'welcome', recorded: RECORDED });
  say({ type: 'ping' });
  mock.timers.tick(2000);
  assert.deepEqual(last().sent, [{ type: 'alive' }, { type: 'alive' }]);
});

test('a daemon that says nothing for five seconds is lost, and asked again', (t) => {
  const { say, sockets, states } = linked(t);
  say({ type: 'welcome', recorded: RECORDED });
  mock.timers.tick(4999);
  assert.equal(sockets.length, 1);
  mock.timers.tick(1);
  assert.equal(sockets[0]?.isClosed, true);
  assert.deepEqual(states.at(-1), { at: 'lost' });
  mock.timers.tick(300);
  assert.equal(sockets.length, 2);
});

test('says why it was refused, and asks again ever more slowly', (t) => {
  const { last, say, sockets, states } = linked(t);
  for (const wait of [300, 600, 1200, 2400, 4000, 4000]) {
    say({ type: 'refused', reason: 'proof', words: 'no' });
    last().events.closed();
    assert.deepEqual(states.at(-1), { at: 'refused', reason: 'proof' });
    const before = sockets.length;
    mock.timers.tick(wait - 1);
    assert.equal(sockets.length, before);
    mock.timers.tick(1);
    assert.equal(sockets.length, before + 1);
  }
});

test('what comes from a connection that is over is passed over, and so is what can’t be read', (t) => {
  const { heard, last, say } = linked(t);
  last().events.closed();
  mock.timers.tick(300);
  say({ type: 'welcome', recorded: RECORDED }, 0);
  last().events.text('{');
  say({ type: 'of-a-later-version' });
  assert.deepEqual(heard, []);
});

test('stops for good, until it is started again', (t) => {
  const { link, say, sockets } = linked(t);
  say({ type: 'welcome', recorded: RECORDED });
  link.stop();
  assert.equal(sockets[0]?.isClosed, true);
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 1);
  link.start();
  assert.equal(sockets.length, 2);
});
