import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  Ack,
  ClockAnswer,
  HubPresence,
  LiveFrame,
  MAX_BATCH_EVENTS,
  PreviewCommand,
  type SeatEvent,
  WantedPolicy,
  commandTopic,
  decode,
  hubStateTopic,
  seatSubscriptions,
  seatTopic,
  timeSubscription,
} from '@invigil/contract';
import { type MqttClient, connect, connectAsync } from 'mqtt';
import { stringify } from 'yaml';
import { startHub } from './app.js';
import { HubError } from './lib/hub-error.js';
import {
  BOOT,
  SILENT,
  TOKEN,
  opened,
  riskAt,
  tempFolder,
  testConfig,
  testSignal,
  testStore,
  until,
} from './lib/testing.js';
import { openDatabase } from './store/open-database.js';
import { startTestHub, testBroker } from './test-hub.js';

const A1 = { centre: 'north', room: 'r2', seat: 'a1' };
const LOGIN = {
  clientId: 'north/r2/a1',
  username: 'north/r2/a1',
  password: TOKEN,
  protocolVersion: 4,
} as const;

test('brings what a seat says to a page that is open, and the look of the page to the seat', async () => {
  const hub = await startTestHub(testConfig({ previewMs: 2000 }));
  await hub.addUser({ name: 'eva', role: 'invigilator', rooms: ['r2'], password: 'long enough' });
  const login = await fetch(`${hub.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'eva', password: 'long enough' }),
  });
  assert.equal(login.status, 200);

  const seat = await connectAsync(hub.mqttUrl, LOGIN);
  const got = new Map<string, string[]>();
  seat.on('message', (topic, payload) => got.set(topic, [...(got.get(topic) ?? []), payload.toString()]));
  await seat.subscribeAsync(seatSubscriptions(A1), { qos: 1 });
  const policy = decode(WantedPolicy, await until('the policy', () => got.get(seatTopic(A1, 'policy'))?.[0]));
  assert.ok(policy.ok && policy.value.policy.id === 'standard');
  const say = (channel: 'state' | 'evt', message: object) =>
    seat.publishAsync(seatTopic(A1, channel), JSON.stringify(message), {
      qos: 1,
      retain: channel === 'state',
    });
  await say('state', { state: 'online', boot: BOOT, at: Date.now() });
  await say('evt', { v: 1, boot: BOOT, events: [opened(1, testSignal({ kind: 'phone' }))] });
  const ack = decode(Ack, await until('the acknowledgement', () => got.get(seatTopic(A1, 'ack'))?.[0]));
  assert.ok(ack.ok && ack.value.committedTo === 1);

  const frames: LiveFrame[] = [];
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const socket = new (await import('ws')).WebSocket(`${hub.url.replace('http', 'ws')}/api/live`, {
    headers: { cookie, origin: hub.url },
  });
  socket.on('message', (data: Buffer) => {
    const frame = decode(LiveFrame, data);
    if (frame.ok) frames.push(frame.value);
  });
  const snapshot = await until('the snapshot', () => frames[0]);
  assert.ok(snapshot.type === 'snapshot' && snapshot.incidents[0]?.severity === 'alert');
  assert.equal(snapshot.seats[0]?.signals[0]?.kind, 'phone');

  socket.send(JSON.stringify({ type: 'watch', room: 'r2', seat: 'a1' }));
  const asked = decode(
    PreviewCommand,
    await until('the look', () => got.get(commandTopic(A1, 'preview'))?.[0]),
  );
  assert.ok(asked.ok && asked.value.issuer === 'eva' && asked.value.until > Date.now());
  await until('the look goes on', () => got.get(commandTopic(A1, 'preview'))?.[1]);
  await say('evt', { v: 1, boot: BOOT, events: [riskAt(2, Date.now(), 50)] });
  const risk = await until('the risk', () =>
    frames
      .flatMap((frame) => (frame.type === 'delta' ? frame.changes : []))
      .find((change) => change.type === 'risk'),
  );
  assert.equal(risk.risk.score, 50);

  const present = decode(HubPresence, await until('the hub', () => got.get(hubStateTopic(A1))?.[0]));
  assert.ok(present.ok && present.value.clock === true);
  await seat.subscribeAsync(timeSubscription(A1), { qos: 0 });
  const askedAt = Date.now();
  await seat.publishAsync(seatTopic(A1, 'clock'), JSON.stringify({ id: 1, sentAt: askedAt }), { qos: 0 });
  const time = decode(ClockAnswer, await until('the time', () => got.get(seatTopic(A1, 'time'))?.[0]));
  assert.ok(time.ok && time.value.id === 1 && time.value.sentAt === askedAt);
  assert.ok(time.value.receivedAt >= askedAt && time.value.answeredAt <= Date.now());

  await hub.stop();
  await hub.stop();
  const goodbye = decode(HubPresence, await until('the good-bye', () => got.get(hubStateTopic(A1))?.at(-1)));
  assert.ok(goodbye.ok && !goodbye.value.online);
  await seat.endAsync(true);
});

test('stops soon, whatever hangs on its connections', { timeout: 25_000 }, async () => {
  const hub = await startTestHub(testConfig());
  await hub.addUser({ name: 'eva', role: 'invigilator', rooms: ['r2'], password: 'long enough' });
  const login = await fetch(`${hub.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'eva', password: 'long enough' }),
  });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { hostname, port } = new URL(hub.url);
  const say = async (lines: string[], answer: RegExp | undefined) => {
    const socket = connectTcp(Number(port), hostname);
    socket.on('error', () => undefined);
    let heard = '';
    socket.on('data', (data) => (heard += data.toString()));
    socket.write(lines.join('\r\n'));
    await once(socket, 'connect');
    if (answer !== undefined) await until('the answer', () => answer.test(heard) || undefined);
  };
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
  const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
  // A browser that never answers the end of its socket, and a request that never ends.
  await say(
    ['GET /api/live HTTP/1.1', 'Host: x', `Cookie: ${cookie}`, ...upgrade, key, '', ''],
    /"type":"snapshot"/,
  );
  await say(['GET /healthz HTTP/1.1', 'Host: x', ''], undefined);
  await hub.stop();
});

test('says in one line which address it cannot have', async () => {
  const hub = await startHub(testConfig(), { log: SILENT });
  const port = Number(new URL(hub.url).port);
  await assert.rejects(startHub(testConfig({ http: { port } }), { log: SILENT }), (error) => {
    assert.ok(error instanceof HubError && error.code === 'http-unavailable');
    assert.match(error.message, /^http: can't listen on 127\.0\.0\.1:\d+: [^\n]+$/);
    return true;
  });
  await hub.stop();
});

/** A seat that keeps each event until the hub has committed it, and sends again what it kept. */
function sendUntilCommitted(seat: MqttClient, events: SeatEvent[]): { left: () => number } {
  const pending = new Map(events.map((event) => [event.seq, event]));
  const send = async () => {
    const batch = [...pending.values()].slice(0, MAX_BATCH_EVENTS / 10);
    if (batch.length === 0 || !seat.connected) return;
    const message = JSON.stringify({ v: 1, boot: BOOT, events: batch });
    await seat.publishAsync(seatTopic(A1, 'evt'), message, { qos: 1 }).catch(() => undefined);
  };
  seat.on('message', (topic, payload) => {
    // As a seat does: before its hub is there nobody hears it.
    const hub = topic === hubStateTopic(A1) ? decode(HubPresence, payload) : undefined;
    if (hub?.ok === true && hub.value.online) void send();
    if (topic !== seatTopic(A1, 'ack')) return;
    const ack = decode(Ack, payload);
    if (!ack.ok) return;
    for (const seq of pending.keys()) {
      const isMissing = ack.value.missing.some(([first, last]) => seq >= first && seq <= last);
      if (seq <= ack.value.committedTo && !isMissing) pending.delete(seq);
    }
    void send();
  });
  seat.on('connect', () => {
    void seat.subscribeAsync([seatTopic(A1, 'ack'), hubStateTopic(A1)], { qos: 1 }).catch(() => undefined);
  });
  return { left: () => pending.size };
}

test('loses nothing and doubles nothing when it is killed in the middle and started again', async () => {
  const folder = tempFolder();
  const dataDir = join(folder, 'data');
  const { rooms, centre } = testConfig();
  const broker = await testBroker();
  const file = join(folder, 'hub.yaml');
  const written = {
    centre,
    ...testStore(dataDir),
    http: { port: 0 },
    mqtt: broker.mqtt,
    rooms,
  };
  writeFileSync(file, stringify(written, { aliasDuplicateObjects: false }));
  const run = (): ChildProcess =>
    spawn(
      process.execPath,
      [
        '--conditions=source',
        '--import',
        'tsx',
        fileURLToPath(new URL('main.ts', import.meta.url)),
        'run',
        '-c',
        file,
      ],
      { stdio: 'ignore' },
    );

  let hub = run();
  const seat = connect(broker.url, { ...LOGIN, reconnectPeriod: 100 });
  seat.on('error', () => undefined);
  const signals = Array.from({ length: 100 }, (_, index) =>
    opened(
      index + 1,
      testSignal({ number: index, startedAt: index * 60_000, openedAt: index * 60_000 + 1000 }),
    ),
  );
  const risks = Array.from({ length: 1900 }, (_, index) => riskAt(index + 101, index * 1000, index % 100));
  const outbox = sendUntilCommitted(seat, [...signals, ...risks]);
  try {
    await until(
      'a part is committed',
      () => (outbox.left() < 1700 && outbox.left() > 0 ? true : undefined),
      60_000,
    );
    hub.kill('SIGKILL');
    await once(hub, 'exit');
    const left = outbox.left();
    assert.ok(left > 0, 'it was killed in the middle');
    hub = run();
    await until('the rest is committed', () => outbox.left() === 0 || undefined, 60_000);
    hub.kill('SIGTERM');
    const [code] = await once(hub, 'exit');
    assert.equal(code, 0, 'it ends cleanly when asked to');
  } finally {
    hub.kill('SIGKILL');
    await seat.endAsync(true);
    await broker.end();
  }
  const db = await openDatabase(testStore(dataDir));
  const events = await db.selectFrom('event').select('seq').orderBy('seq').execute();
  assert.deepEqual(
    events.map((row) => row.seq),
    Array.from({ length: 2000 }, (_, index) => index + 1),
  );
  assert.equal((await db.selectFrom('signal').select('id').execute()).length, 100);
  await db.destroy();
});
