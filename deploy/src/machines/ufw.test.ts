import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HUB_ADDRESS, MachineRoom, SEAT_ADDRESSES } from './machine-room.js';
import { leavesNothing, type Traces, tracesOf } from './traces.js';

const [SEAT] = SEAT_ADDRESSES;

let room: MachineRoom;
let clean: Traces;

before(async () => {
  room = await MachineRoom.open({ use: 'ufw', more: ['ufw'] });
  await room.hub.run('ufw allow 22/tcp && ufw --force enable');
  clean = await tracesOf(room.hub);
});

after(() => room?.close());

test('where ufw guards the machine, it is asked to let the room’s network in, and nobody else', async () => {
  const { hub, seats } = room;
  const reach = (port: number): Promise<string[]> =>
    Promise.all(seats.map((machine) => machine.reach(HUB_ADDRESS, port)));
  const own = await hub.run('ufw status');

  assert.match(await hub.run(room.hubLine()), /firewall: left as it is/);
  assert.equal(await hub.run('ufw status'), own);
  assert.deepEqual(await reach(8443), ['shut', 'shut'], 'ufw lets nobody in by itself');

  assert.match(await hub.run(room.hubLine(`--firewall ${SEAT}/32`)), /▸ firewall …/);
  for (const port of [8443, 8883]) assert.deepEqual(await reach(port), ['open', 'shut']);
  assert.match(await hub.run(room.hubLine(`--firewall ${SEAT}/32`)), /· firewall: already so/);

  assert.match(await hub.run(room.hubLine('--firewall 10.77.0.0/24')), /▸ firewall …/);
  assert.deepEqual(await reach(8443), ['open', 'open'], 'another network takes its place');
  assert.equal(
    (await hub.run('ufw status')).match(/# invigil /g)?.length,
    1,
    'and nothing of the former is left',
  );

  await leavesNothing(hub, clean);
  assert.equal(await hub.run('ufw status'), own);
});
