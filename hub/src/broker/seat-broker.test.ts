import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandTopic, hubStateTopic, seatSubscriptions, seatTopic } from '@invigil/contract';
import { type IClientOptions, type MqttClient, connectAsync } from 'mqtt';
import { pino } from 'pino';
import type { SeatMessage } from '../ingest/entry.js';
import { planRooms } from '../lib/room-plan.js';
import { SILENT, TOKEN, freePort, portOf, tempFolder, testConfig, until } from '../lib/testing.js';
import { EmbeddedBroker } from './embedded-broker.js';
import { ExternalBroker } from './external-broker.js';
import { hasMosquitto, Mosquitto } from './mosquitto.js';
import type { SeatBroker } from './seat-broker.js';

const A1 = { centre: 'north', room: 'r2', seat: 'a1' };
const NAME = 'north/r2/a1';
const HUB_ID = '0123456789abcdef';
const plan = planRooms(testConfig());
const noMosquitto = hasMosquitto ? false : 'mosquitto is not installed';

async function started(broker: SeatBroker) {
  const messages: SeatMessage[] = [];
  let ready = 0;
  await broker.start({ onMessage: (message) => messages.push(message), onReady: () => (ready += 1) });
  await until('the hub hears the seats', () => ready > 0 || undefined);
  return { messages, ready: () => ready };
}

function connectSeat(url: string, options: IClientOptions = {}): Promise<MqttClient> {
  const seat = {
    clientId: NAME,
    username: NAME,
    password: TOKEN,
    protocolVersion: 4,
    reconnectPeriod: 0,
  } as const;
  return connectAsync(url, { ...seat, ...options }, false);
}

/** Waits until the broker has ended a seat's connection, whichever way it does that. */
function cutOff(seat: MqttClient): Promise<void> {
  seat.on('error', () => undefined);
  return new Promise((resolve) => {
    seat.once('close', resolve);
  });
}

/** The two brokers must look alike from both sides. */
async function carriesBothWays(broker: SeatBroker, url: string, heard: SeatMessage[]): Promise<void> {
  const seat = await connectSeat(url);
  const got: string[] = [];
  seat.on('message', (topic, payload) => got.push(`${topic} ${payload.toString()}`));
  await broker.publish(seatTopic(A1, 'policy'), 'retained', { retain: true });
  await seat.subscribeAsync(seatSubscriptions(A1), { qos: 1 });
  await broker.publish(seatTopic(A1, 'ack'), 'now', { retain: false });
  await seat.publishAsync(seatTopic(A1, 'evt'), 'told', { qos: 1 });
  await until('the seat hears the hub', () => got.length >= 2 || undefined);
  assert.deepEqual(got.toSorted(), [`${seatTopic(A1, 'ack')} now`, `${seatTopic(A1, 'policy')} retained`]);
  const message = await until('the hub hears the seat', () =>
    heard.find((one) => one.topic === seatTopic(A1, 'evt')),
  );
  assert.equal(Buffer.from(message.payload).toString(), 'told');
  await seat.endAsync();
}

test('the embedded broker carries messages both ways', async () => {
  const broker = new EmbeddedBroker({ plan, log: SILENT, hubId: HUB_ID }, { host: '127.0.0.1', port: 0 });
  const { messages } = await started(broker);
  await carriesBothWays(broker, broker.url() ?? '', messages);
  await broker.close();
});

test('the embedded broker takes thousands of messages that had to wait for thousands of answers', async () => {
  const broker = new EmbeddedBroker({ plan, log: SILENT, hubId: HUB_ID }, { host: '127.0.0.1', port: 0 });
  const { messages } = await started(broker);
  const seat = await connectSeat(broker.url() ?? '');
  await seat.subscribeAsync(seatSubscriptions(A1), { qos: 1 });
  // As after a disk that was full: more answers under way than the broker gives out at once, and all seats tell meanwhile.
  for (let i = 0; i < 10_000; i++) void broker.publish(seatTopic(A1, 'ack'), 'now', { retain: false });
  for (let i = 0; i < 20_000; i++) seat.publish(seatTopic(A1, 'evt'), 'told', { qos: 0 });
  await until('the hub hears them all', () => messages.length === 20_000 || undefined);
  await seat.endAsync(true);
  await broker.close();
});

test('the embedded broker lets in only seats with their token and under their own name', async () => {
  const broker = new EmbeddedBroker({ plan, log: SILENT, hubId: HUB_ID }, { host: '127.0.0.1', port: 0 });
  await started(broker);
  const url = broker.url() ?? '';
  await assert.rejects(connectSeat(url, { password: 'wrong' }), { code: 4 });
  await assert.rejects(connectSeat(url, { username: 'north/r2/a9', clientId: 'north/r2/a9' }), { code: 4 });
  await assert.rejects(connectSeat(url, { username: 'south/r2/a1', clientId: 'south/r2/a1' }), { code: 4 });
  await assert.rejects(connectSeat(url, { clientId: 'other' }), { code: 2 });
  await broker.close();
});

test('the embedded broker cuts off a seat that writes or reads what is not its own', async () => {
  const broker = new EmbeddedBroker({ plan, log: SILENT, hubId: HUB_ID }, { host: '127.0.0.1', port: 0 });
  const { messages } = await started(broker);
  for (const topic of [seatTopic({ ...A1, seat: 'a2' }, 'evt'), seatTopic(A1, 'ack'), hubStateTopic(A1)]) {
    const seat = await connectSeat(broker.url() ?? '');
    seat.publish(topic, 'x', { qos: 1 });
    await cutOff(seat);
  }
  const seat = await connectSeat(broker.url() ?? '');
  for (const filter of ['#', 'exam/1/north/r2/+/evt', seatTopic({ ...A1, seat: 'a2' }, 'policy')]) {
    await assert.rejects(seat.subscribeAsync(filter), /Unspecified error|subscribe/i, filter);
  }
  const huge = Buffer.alloc(2_000_000);
  seat.publish(seatTopic(A1, 'evt'), huge, { qos: 1 });
  await cutOff(seat);
  assert.deepEqual(messages, []);
  await broker.close();
});

test('the embedded broker refuses a will for what is not the seat’s own, and messages of QoS 2', async () => {
  const broker = new EmbeddedBroker({ plan, log: SILENT, hubId: HUB_ID }, { host: '127.0.0.1', port: 0 });
  const { messages } = await started(broker);
  const url = broker.url() ?? '';
  for (const topic of [seatTopic({ ...A1, seat: 'a2' }, 'state'), hubStateTopic(A1), '$SYS/x/heartbeat']) {
    const will = { topic, payload: Buffer.from('x'), qos: 1, retain: true } as const;
    await assert.rejects(connectSeat(url, { will }), topic);
  }
  const seat = await connectSeat(url);
  seat.publish(seatTopic(A1, 'evt'), 'x', { qos: 2 });
  await cutOff(seat);
  assert.deepEqual(messages, []);
  await broker.close();
});

test('the embedded broker logs only the beginning of what a stranger calls itself', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const broker = new EmbeddedBroker({ plan, log, hubId: HUB_ID }, { host: '127.0.0.1', port: 0 });
  await started(broker);
  const name = 'x'.repeat(60_000);
  const will = { topic: name, payload: Buffer.from('x'), qos: 1, retain: true } as const;
  for (const options of [{}, { will }])
    await assert.rejects(connectSeat(broker.url() ?? '', { clientId: name, username: name, ...options }));
  await broker.close();
  assert.ok(lines.length >= 2);
  assert.ok(lines.every((line) => line.length < 1000));
});

test('the embedded broker publishes the last will of a seat that breaks off, but not when the hub itself ends', async () => {
  const broker = new EmbeddedBroker({ plan, log: SILENT, hubId: HUB_ID }, { host: '127.0.0.1', port: 0 });
  const { messages } = await started(broker);
  const will = { topic: seatTopic(A1, 'state'), payload: Buffer.from('gone'), qos: 1, retain: true } as const;
  const seat = await connectSeat(broker.url() ?? '', { will });
  seat.stream.destroy();
  await until('the will', () => messages.length === 1 || undefined);
  await connectSeat(broker.url() ?? '', { will });
  await broker.close();
  assert.equal(messages.length, 1);
});

async function mosquitto(): Promise<Mosquitto> {
  const broker = new Mosquitto(tempFolder(), await freePort(), {
    hubPassword: 'hub-password',
    seats: [{ ...A1, password: TOKEN }],
  });
  await broker.start();
  return broker;
}

test('the hub ends though another broker has fallen silent', { timeout: 20_000 }, async () => {
  let heard = '';
  // Takes the connection (MQTT 3.1.1, 3.2) and never answers again.
  const silent = createServer((socket) => {
    socket.once('data', () => socket.write(Buffer.from([0x20, 2, 0, 0])));
    socket.on('data', (bytes) => (heard += bytes.toString('latin1')));
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const broker = new ExternalBroker(
    { plan, log: SILENT, hubId: HUB_ID },
    `mqtt://127.0.0.1:${portOf(silent)}`,
    {},
  );
  await broker.start({ onMessage: () => {}, onReady: () => {} });
  await until('the subscription', () => heard.includes('/hub/state') || undefined);
  await broker.publish(hubStateTopic(A1), 'good-bye', { retain: true });
  assert.match(heard, /good-bye/);
  await broker.close();
  silent.close();
});

test('mosquitto can stand in the embedded broker’s place', { skip: noMosquitto }, async () => {
  const other = await mosquitto();
  const passwordFile = join(tempFolder(), 'password');
  writeFileSync(passwordFile, 'hub-password\n');
  const broker = new ExternalBroker({ plan, log: SILENT, hubId: HUB_ID }, other.url, {
    username: 'hub',
    passwordFile,
  });
  try {
    const { messages } = await started(broker);
    assert.equal(broker.url(), undefined);
    await carriesBothWays(broker, other.url, messages);
    await broker.publish(commandTopic(A1, 'preview'), 'look', { retain: false });
  } finally {
    await broker.close();
    await other.kill();
  }
});

test(
  'a hub that breaks off at mosquitto is told to the seats by its will',
  { skip: noMosquitto },
  async () => {
    const other = await mosquitto();
    const config = { username: 'hub', password: 'hub-password' };
    const broker = new ExternalBroker({ plan, log: SILENT, hubId: HUB_ID }, other.url, config);
    try {
      await started(broker);
      const seat = await connectSeat(other.url);
      const said: string[] = [];
      seat.on('message', (_topic, payload) => said.push(payload.toString()));
      await seat.subscribeAsync(hubStateTopic(A1));
      // The same client id takes the connection over, which to the broker is one that broke off.
      const thief = await connectAsync(other.url, {
        ...config,
        clientId: `invigil-hub-north-${HUB_ID}-r2`,
        protocolVersion: 4,
      });
      const will = await until('the will', () => said[0]);
      assert.match(will, /"online":false/);
      await thief.endAsync();
      await seat.endAsync();
    } finally {
      await broker.close();
      await other.kill();
    }
  },
);
