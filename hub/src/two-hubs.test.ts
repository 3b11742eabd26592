import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { HubPresence, decode, hubStateTopic, seatTopic } from '@invigil/contract';
import { connectAsync } from 'mqtt';
import { type Hub, startHub } from './app.js';
import type { HubConfig } from './lib/hub-config.js';
import {
  SILENT,
  batchOf,
  chained,
  freePort,
  opened,
  tempFolder,
  testConfig,
  testStore,
  testSignal,
  until,
} from './lib/testing.js';
import { sha256Hex } from './lib/sha256.js';
import { openDatabase, openReader } from './store/open-database.js';
import { talkingSeat } from './test-talking-seat.js';

const MOSQUITTO = '/usr/sbin/mosquitto';
const skip = existsSync(MOSQUITTO) ? false : `${MOSQUITTO} is not installed`;

/** A broker that lets everybody in, on the loopback. */
async function openBroker() {
  const port = await freePort();
  const file = join(tempFolder(), 'mosquitto.conf');
  writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser root\n`);
  const process = spawn(MOSQUITTO, ['-c', file], { stdio: 'ignore' });
  await until(
    'mosquitto listens',
    () =>
      new Promise<true | undefined>((resolve) => {
        const socket = connectTcp(port, '127.0.0.1', () => resolve(true)).on('error', () =>
          resolve(undefined),
        );
        socket.on('connect', () => socket.destroy());
      }),
  );
  return {
    url: `mqtt://127.0.0.1:${port}`,
    end: async () => {
      process.kill();
      await once(process, 'exit');
    },
  };
}

/** Two rooms; each hub is given those that it is configured for. */
const ROOMS = ['r1', 'r2'].map((room) => ({
  room,
  name: room,
  rows: 1,
  columns: 1,
  seats: [{ seat: 'a1', label: 'A1', row: 1, column: 1, tokenHash: sha256Hex(room) }],
}));

function configFor(url: string, rooms: readonly string[]) {
  return testConfig({ mqtt: { url }, rooms: ROOMS.filter(({ room }) => rooms.includes(room)) });
}

async function eventsOf(dataDir: string): Promise<number> {
  const db = openReader(testStore(dataDir));
  const rows = await db.selectFrom('event').select('seq').execute();
  await db.destroy();
  return rows.length;
}

/** What stands at a room’s `hub/state`, as a seat reads it. */
async function stateReader(url: string) {
  const client = await connectAsync(url, { protocolVersion: 4 });
  const last = new Map<string, HubPresence>();
  client.on('message', (topic, payload) => {
    const read = decode(HubPresence, payload);
    if (read.ok) last.set(topic, read.value);
  });
  const topics = ROOMS.map(({ room }) => hubStateTopic({ centre: 'north', room }));
  await client.subscribeAsync(topics, { qos: 1 });
  return {
    of: (room: string) => last.get(hubStateTopic({ centre: 'north', room })),
    end: () => client.endAsync(true),
  };
}

test('two hubs share a centre by room: neither hears the other’s seats', { skip }, async () => {
  const broker = await openBroker();
  const [one, two] = [configFor(broker.url, ['r1']), configFor(broker.url, ['r2'])];
  const hubs = [await startHub(one, { log: SILENT }), await startHub(two, { log: SILENT })];
  const states = await stateReader(broker.url);
  const seat = await talkingSeat(broker.url);
  try {
    await until('both are there', () => (states.of('r1')?.online && states.of('r2')?.online) || undefined);
    assert.notEqual(states.of('r1')?.hub?.id, states.of('r2')?.hub?.id);
    await seat.say('evt', batchOf(chained([opened(1, testSignal())])));
    const acks = seatTopic({ centre: 'north', room: 'r2', seat: 'a1' }, 'ack');
    await until('the acknowledgement', () => seat.heard.get(acks)?.[0]);
  } finally {
    await seat.end();
    await states.end();
    for (const hub of hubs) await hub.stop();
    await broker.end();
  }
  assert.equal(await eventsOf(two.dataDir), 1);
  assert.equal(await eventsOf(one.dataDir), 0);
  const db = await openDatabase(testStore(one.dataDir));
  assert.deepEqual(await db.selectFrom('dead_letter').select('topic').execute(), []);
  await db.destroy();
});

test(
  'a second hub leaves a room alone until the first is gone, or it is told to take over',
  { skip },
  async () => {
    const broker = await openBroker();
    const [one, two] = [configFor(broker.url, ['r1', 'r2']), configFor(broker.url, ['r2'])];
    const states = await stateReader(broker.url);
    const seat = await talkingSeat(broker.url);
    const acks = () =>
      seat.heard.get(seatTopic({ centre: 'north', room: 'r2', seat: 'a1' }, 'ack'))?.length ?? 0;
    const idOf = (room: string) => (states.of(room)?.online === true ? states.of(room)?.hub?.id : undefined);
    const running: Hub[] = [];
    const start = async (config: HubConfig, takeOver = false) => {
      const hub = await startHub(config, { log: SILENT, takeOver });
      running.push(hub);
      return hub;
    };
    const first = await start(one);
    const firstId = await until('the first serves both', () => (idOf('r1') ? idOf('r2') : undefined));
    const waiting = await start(two);
    try {
      const events = chained([
        opened(1, testSignal()),
        opened(2, testSignal({ number: 2 })),
        opened(3, testSignal({ number: 3 })),
      ]);
      await seat.say('evt', batchOf(events.slice(0, 1)));
      await until('one acknowledgement', () => acks() === 1 || undefined);
      assert.equal(idOf('r2'), firstId, 'the second waits');
      await waiting.stop();
      assert.equal(await eventsOf(two.dataDir), 0);
      assert.equal(idOf('r2'), firstId, 'and says nothing of the room when it ends');

      const taker = await start(two, true);
      const takerId = await until('the second serves it', () =>
        idOf('r2') === firstId ? undefined : idOf('r2'),
      );
      assert.equal(idOf('r1'), firstId, 'the other room stays where it was');
      await until('the first has left it', async () => {
        const [before, kept] = [acks(), await eventsOf(one.dataDir)];
        await seat.say('evt', batchOf(events.slice(1)));
        await until('an acknowledgement', () => acks() > before || undefined);
        return (await eventsOf(one.dataDir)) === kept || undefined;
      });
      assert.equal(await eventsOf(two.dataDir), 2);
      await first.stop();
      assert.equal(idOf('r2'), takerId, 'the end of the first says nothing of the room that it left');

      const standby = await start(one);
      await until('the first serves its other room', () => idOf('r1') === firstId || undefined);
      assert.equal(idOf('r2'), takerId);
      await taker.stop();
      await until('what stood by goes on', () => idOf('r2') === firstId || undefined);
      await standby.stop();
      assert.equal(states.of('r2')?.online, false);
    } finally {
      await seat.end();
      await states.end();
      await first.stop();
      await broker.end();
    }
  },
);
