import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  Ack,
  HubPresence,
  IncidentList,
  type SeatEvent,
  decode,
  hubStateTopic,
  seatTopic,
} from '@invigil/contract';
import { connectAsync } from 'mqtt';
import { type Hub, startHub } from './app.js';
import { hasMosquitto } from './broker/mosquitto.js';
import type { HubConfig } from './lib/hub-config.js';
import {
  SILENT,
  TOKEN,
  batchOf,
  chained,
  closed,
  opened,
  riskAt,
  tempFolder,
  testConfig,
  testStore,
  testSignal,
  until,
} from './lib/testing.js';
import { sha256Hex } from './lib/sha256.js';
import { emptyDatabase } from './lib/test-database.js';
import { verifyAudit } from './store/audit.js';
import { openDatabase, openReader } from './store/open-database.js';
import { verifyStore } from './store/verify-store.js';
import { type TestBroker, testMosquitto } from './test-hub.js';
import { talkingSeat } from './test-talking-seat.js';

const skip = hasMosquitto ? false : 'mosquitto is not installed';

/** A broker with the seats of both rooms. */
function openBroker(): Promise<TestBroker> {
  return testMosquitto(['r1', 'r2'].map((room) => ({ centre: 'north', room, seat: 'a1', password: TOKEN })));
}

/** Two rooms; each hub is given those that it is configured for. */
const ROOMS = ['r1', 'r2'].map((room) => ({
  room,
  name: room,
  rows: 1,
  columns: 1,
  seats: [{ seat: 'a1', label: 'A1', row: 1, column: 1, tokenHash: sha256Hex(room) }],
}));

function configFor({ mqtt }: TestBroker, rooms: readonly string[]) {
  return testConfig({ mqtt, rooms: ROOMS.filter(({ room }) => rooms.includes(room)) });
}

async function eventsOf(dataDir: string): Promise<number> {
  const db = openReader(testStore(dataDir));
  const rows = await db.selectFrom('event').select('seq').execute();
  await db.destroy();
  return rows.length;
}

/** What stands at a room’s `hub/state`, as a seat reads it. */
async function stateReader({ mqtt: { password = '', username = '' }, url }: TestBroker) {
  const client = await connectAsync(url, { protocolVersion: 4, password, username });
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
  const [one, two] = [configFor(broker, ['r1']), configFor(broker, ['r2'])];
  const hubs = [await startHub(one, { log: SILENT }), await startHub(two, { log: SILENT })];
  const states = await stateReader(broker);
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
    const [one, two] = [configFor(broker, ['r1', 'r2']), configFor(broker, ['r2'])];
    const states = await stateReader(broker);
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

test(
  'a hub that takes a room over on one database goes on where the other was, and the other after it',
  { skip, timeout: 200_000 },
  async () => {
    const broker = await openBroker();
    const shared = { database: emptyDatabase(), keyFile: join(tempFolder(), 'hub.key') };
    const config = { mqtt: broker.mqtt, rooms: ROOMS, ...shared };
    const [one, two] = [testConfig(config), testConfig(config)];
    const states = await stateReader(broker);
    const seat = await talkingSeat(broker.url);
    const topic = seatTopic({ centre: 'north', room: 'r2', seat: 'a1' }, 'ack');
    const servedBy = () => (states.of('r2')?.online === true ? states.of('r2')?.hub?.id : undefined);
    /** Says events until a hub that hears it acknowledges them all, and misses none. */
    const told = (events: SeatEvent[], upTo: number) =>
      until(
        `acknowledged up to ${upTo}`,
        async () => {
          const before = seat.heard.get(topic)?.length ?? 0;
          await seat.say('evt', batchOf(events));
          // Between two hubs nobody hears it: a seat says it again.
          const end = Date.now() + 2000;
          const text = await until('an answer, or none', () =>
            Date.now() > end ? '' : seat.heard.get(topic)?.[before],
          );
          if (text === '') return undefined;
          const ack = Ack.parse(JSON.parse(text));
          return (ack.committedTo === upTo && ack.missing.length === 0) || undefined;
        },
        60_000,
      );
    const incidentsOf = async (hub: Hub) => {
      const login = await fetch(`${hub.url}/api/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'eva', password: 'long enough' }),
      });
      const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const answer = await fetch(`${hub.url}/api/incidents`, { headers: { cookie } });
      return IncidentList.parse(await answer.json()).incidents;
    };
    const story = [
      opened(1, testSignal()),
      riskAt(2, 15_000, 50),
      closed(3, testSignal(), 20_000),
      riskAt(4, 21_000, 5),
    ];
    const events = chained(story);
    const first = await startHub(one, { log: SILENT });
    let taker: Hub | undefined;
    try {
      await first.addUser({ name: 'eva', role: 'invigilator', rooms: ['r2'], password: 'long enough' });
      const firstId = await until('the first serves the room', servedBy);
      await told(events.slice(0, 2), 2);
      taker = await startHub(two, { log: SILENT, takeOver: true });
      await until('the second serves it', () => (servedBy() === firstId ? undefined : servedBy()));
      await told(events.slice(2, 3), 3);
      const [before, after] = [await incidentsOf(first), await incidentsOf(taker)];
      assert.deepEqual(after, before, 'both read one record');
      assert.deepEqual(
        after.map(({ endedAt }) => endedAt),
        [20_000],
      );

      await taker.stop();
      taker = undefined;
      await until('what stood by goes on', () => servedBy() === firstId || undefined);
      // The seat has forgotten the third: who never heard of it must know it from the store.
      await told(events.slice(3), 4);
      assert.deepEqual(await incidentsOf(first), after);
    } finally {
      await seat.end();
      await states.end();
      await taker?.stop();
      await first.stop();
      await broker.end();
    }
    const db = await openDatabase(one);
    const boots = [];
    for await (const { events: stored, flaws } of verifyStore(db)) boots.push([stored, flaws]);
    assert.deepEqual(boots, [[4, []]]);
    assert.equal((await verifyAudit(db)).broken, undefined);
    await db.destroy();
  },
);
