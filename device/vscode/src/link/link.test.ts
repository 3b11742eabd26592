import {
  AgentMessage,
  ClientHello,
  ClientMessage,
  type HeldKind,
  proofText,
  type Recorded,
  SEAT_CLIENT_VERSION,
} from '@invigil/contract';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { Link, type LinkState } from './link.js';

const KEY = 'ab'.repeat(32);
const NONCE = '0123456789abcdef0123456789abcdef';
const HELD: HeldKind = 'editor-blurred';
const RECORDED: Recorded = { kinds: [HELD], editing: true, allowedExtensions: [], salt: NONCE };

const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '');

/** A daemon that speaks the contract, and a link to it. */
async function scene(t: TestContext, { version = SEAT_CLIENT_VERSION, wanted = true } = {}) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/client' });
  await once(server, 'listening');
  const sockets: WebSocket[] = [];
  const heard: ClientMessage[] = [];
  const daemon = { wanted };
  const say = (socket: WebSocket, message: AgentMessage): void => socket.send(JSON.stringify(message));
  server.on('connection', (socket) => {
    sockets.push(socket);
    say(socket, { type: 'challenge', v: version, nonce: NONCE });
    socket.once('message', (text) => {
      const hello = ClientHello.parse(JSON.parse(textOf(text)));
      const proof = createHmac('sha256', Buffer.from(KEY, 'hex'))
        .update(proofText(NONCE, 'editor'))
        .digest('hex');
      const reason = hello.proof !== proof ? 'proof' : daemon.wanted ? undefined : 'not-wanted';
      if (reason !== undefined) {
        say(socket, { type: 'refused', reason, words: reason });
        socket.close();
        return;
      }
      socket.on('message', (more) => heard.push(ClientMessage.parse(JSON.parse(textOf(more)))));
      say(socket, { type: 'welcome', recorded: RECORDED });
    });
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const file: { text: string | undefined } = {
    text: JSON.stringify({ v: SEAT_CLIENT_VERSION, port: address.port, key: KEY }),
  };
  const states: string[] = [];
  const marks: string[] = [];
  const link = new Link({
    version: '0.1.0',
    readFile: async () => {
      if (file.text === undefined) throw new Error('no such file');
      return file.text;
    },
    onState: (state: LinkState) => states.push(state.link === 'connected' ? state.link : state.why),
    onMark: (mark) => marks.push(mark),
    waits: { firstMs: 10, mostMs: 40 },
  });
  t.after(() => {
    link.stop();
    for (const socket of sockets) socket.terminate();
    server.close();
  });
  return { daemon, file, heard, link, marks, say, sockets, states };
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await sleep(10);
  assert.ok(holds(), 'it did not come');
}

test('proves itself and is welcome', async (t) => {
  const { heard, link, states } = await scene(t);
  link.connect();
  await until(() => states.includes('connected'));
  link.send({ type: 'began', kind: HELD, at: 1 });
  await until(() => heard.length > 0);
  assert.deepEqual(heard[0], { type: 'began', kind: HELD, at: 1 });
});

test('says that it is there, and answers a ping at once', async (t) => {
  const { heard, link, say, sockets, states } = await scene(t);
  link.connect();
  await until(() => states.includes('connected'));
  sockets.forEach((socket) => say(socket, { type: 'ping' }));
  await until(() => heard.length === 1);
  await until(() => heard.length >= 2);
  assert.ok(heard.every(({ type }) => type === 'alive'));
});

test('comes back when the connection breaks, and sends nothing meanwhile', async (t) => {
  const { heard, link, sockets, states } = await scene(t);
  link.connect();
  await until(() => states.includes('connected'));
  sockets[0]?.terminate();
  await until(() => states.includes('unreachable'));
  link.send({ type: 'alive' });
  await until(() => states.filter((state) => state === 'connected').length === 2);
  assert.deepEqual(heard, []);
});

test('reads the file anew for each attempt: a missing one, a broken one, an old key, the right one', async (t) => {
  const { file, link, states } = await scene(t);
  const right = file.text ?? '';
  file.text = undefined;
  link.connect();
  await until(() => states.includes('no-file'));
  file.text = '{"v":1}';
  await sleep(60);
  assert.deepEqual([...new Set(states)], ['no-file']);
  file.text = right.replace('abab', 'cdcd');
  await until(() => states.includes('proof'));
  file.text = right;
  await until(() => states.includes('connected'));
});

test('says that the daemon speaks another version, or wants no editor, and does not press', async (t) => {
  for (const [options, why] of [
    [{ version: 2 }, 'version'],
    [{ wanted: false }, 'not-wanted'],
  ] as const) {
    const { link, sockets, states } = await scene(t, options);
    link.connect();
    await until(() => states.includes(why));
    await sleep(200);
    assert.equal(sockets.length, 1);
  }
});

test('connects at once when it is asked to', async (t) => {
  const { daemon, link, states } = await scene(t, { wanted: false });
  link.connect();
  await until(() => states.includes('not-wanted'));
  daemon.wanted = true;
  link.connect();
  await until(() => states.includes('connected'));
});

test('hears marks and a new policy, and passes over what it does not know', async (t) => {
  const { link, marks, say, sockets, states } = await scene(t);
  link.connect();
  await until(() => states.includes('connected'));
  const [socket] = sockets;
  assert.ok(socket);
  socket.send('{"type":"of-a-later-version"}');
  socket.send('no json');
  socket.send(Buffer.from([1, 2, 3]));
  say(socket, { type: 'copied', mark: 'f'.repeat(64) });
  say(socket, { type: 'recorded', recorded: { ...RECORDED, kinds: [] } });
  await until(() => states.length === 2);
  assert.deepEqual(states, ['connected', 'connected']);
  assert.deepEqual(marks, ['f'.repeat(64)]);
});

test('does not try again once it is stopped', async (t) => {
  const { file, link, states } = await scene(t);
  file.text = undefined;
  link.connect();
  await until(() => states.length > 1);
  link.stop();
  await sleep(30);
  const { length } = states;
  await sleep(100);
  assert.equal(states.length, length);
});
