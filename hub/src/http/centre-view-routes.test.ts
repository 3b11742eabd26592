import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CentreView } from '@invigil/contract';
import { testServer } from '../test-server.js';

test('an administrator sees every room of the hub, a technician the same without incidents, others nothing', async () => {
  const server = await testServer({ publicUrl: 'https://north.example' });
  await server.make({ name: 'Ada', role: 'admin' });
  await server.make({ name: 'Tom', role: 'technician' });
  await server.make({ name: 'Rae', role: 'reviewer' });
  await server.make({ name: 'Ann', role: 'auditor' });
  const as = async (name: string) => server.get('/api/centre', { cookie: await server.cookieOf(name) });
  const read = async (name: string) => {
    const answer = await as(name);
    assert.doesNotMatch(answer.body, /Kim|b1/, 'nobody who sits there');
    return CentreView.parse(answer.json()).hubs;
  };
  const [own, ...others] = await read('Ada');
  assert.deepEqual(others, []);
  assert.deepEqual([own?.own, own?.name, own?.trouble], [true, 'north', null]);
  assert.deepEqual(
    own?.rollup?.rooms.map(({ incidents, room, seats }) => [room, seats.never, incidents?.alert]),
    [
      ['r2', 2, 0],
      ['r3', 1, 0],
    ],
  );
  const [seen] = await read('Tom');
  assert.deepEqual(
    seen?.rollup?.rooms.map(({ incidents, room }) => [room, incidents]),
    [
      ['r2', null],
      ['r3', null],
    ],
  );
  for (const name of ['Eva', 'Rae', 'Ann']) assert.equal((await as(name)).statusCode, 403, name);
});
