import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LiveChange, LiveFrame, type LiveRequest, decode } from '@invigil/contract';
import { HOST, testServer } from '../test-server.js';

type Server = Awaited<ReturnType<typeof testServer>>;

async function page(server: Server, name: string) {
  await server.app.ready();
  const frames: LiveFrame[] = [];
  const cookie = await server.cookieOf(name);
  const socket = await server.app.injectWS(
    '/api/live',
    { headers: { ...HOST, cookie, origin: 'http://hub.test' } },
    {
      onInit: (client) =>
        client.on('message', (data: Buffer) => {
          const read = decode(LiveFrame, data);
          if (read.ok) frames.push(read.value);
        }),
    },
  );
  const ask = async (request: LiveRequest): Promise<LiveChange[]> => {
    const before = frames.length;
    socket.send(JSON.stringify(request));
    await sleep(200);
    return frames.slice(before).flatMap((frame) => (frame.type === 'delta' ? frame.changes : []));
  };
  return { socket, frames, ask };
}

test('shows an invigilator the own rooms, and refuses to watch another without disturbing', async () => {
  const server = await testServer();
  const { socket, frames, ask } = await page(server, 'Eva');
  const [first] = frames;
  assert.ok(first?.type === 'snapshot');
  assert.deepEqual(
    first.rooms.map(({ room }) => room),
    ['r2'],
  );
  assert.deepEqual(
    first.seats.map(({ seat }) => seat),
    ['a1', 'a2'],
  );
  const [refused] = await ask({ type: 'watch', room: 'r3', seat: 'b1' });
  assert.ok(refused?.type === 'refused' && refused.code === 'forbidden' && refused.room === 'r3');
  assert.deepEqual(server.looks, []);
  await ask({ type: 'watch', room: 'r2', seat: 'a1' });
  assert.deepEqual(server.looks, ['r2/a1']);
  assert.equal(socket.readyState, socket.OPEN);
  socket.terminate();
  assert.deepEqual(
    (await server.audited()).slice(1).map(({ verb, subject }) => [verb, subject]),
    [
      ['room-viewed', 'GET /api/live'],
      ['request-refused', 'r3/b1 watch'],
      ['seat-viewed', 'r2/a1'],
    ],
  );
});

test('watches no seat for whom the audit log cannot tell of', async () => {
  const server = await testServer();
  const { socket, ask } = await page(server, 'Eva');
  server.disk.isFull = true;
  const [refused] = await ask({ type: 'watch', room: 'r2', seat: 'a1' });
  assert.ok(refused?.type === 'refused' && refused.code === 'not-recorded');
  assert.deepEqual(server.looks, []);
  socket.terminate();
});

test('shows a technician machines and no candidate, and lets them and a reviewer watch nobody', async () => {
  const server = await testServer();
  await server.make({ name: 'Tom', role: 'technician' });
  await server.make({ name: 'Rex', role: 'reviewer' });
  for (const name of ['Tom', 'Rex']) {
    const { socket, frames, ask } = await page(server, name);
    const [first] = frames;
    assert.ok(first?.type === 'snapshot' && first.seats.length === 3);
    assert.equal(first.seats.find(({ seat }) => seat === 'b1')?.candidate, name === 'Tom' ? null : 'Kim');
    const [refused] = await ask({ type: 'watch', room: 'r3', seat: 'b1' });
    assert.equal(refused?.type, 'refused');
    socket.terminate();
  }
  assert.deepEqual(server.looks, []);
});
