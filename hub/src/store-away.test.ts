import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HealthzAway, LiveFrame, Refusal, seatTopic } from '@invigil/contract';
import { WebSocket } from 'ws';
import type { Hub } from './app.js';
import { BOOT, batchOf, chained, opened, portOf, testConfig, testSignal, until } from './lib/testing.js';
import { startTestHub } from './test-hub.js';
import { talkingSeat } from './test-talking-seat.js';

const SCRIPT = fileURLToPath(new URL('../../deploy/test-postgres.sh', import.meta.url));
const PASSWORD = 'a long password of a person';
const ACKS = seatTopic({ centre: 'north', room: 'r2', seat: 'a1' }, 'ack');

const run = (...args: string[]) =>
  promisify(execFile)('bash', [SCRIPT, ...args]).then(({ stdout }) => stdout.trim());

/** A PostgreSQL server of this test's own, reached over a line that can be made deaf, as a network is whose other end lost its power. */
async function ownServer() {
  const [folder = '', url = ''] = (await run('start')).split(' ');
  const there = new URL(url);
  const sockets = new Set<Socket>();
  let isDeaf = false;
  const line: Server = createServer((from) => {
    const to = connect(Number(there.port), there.hostname);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one);
      one.on('data', (bytes) => {
        if (!isDeaf) other.write(bytes);
      });
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        if (!isDeaf) other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  return {
    database: { url: `postgres://invigil@127.0.0.1:${portOf(line)}/postgres` },
    kill: () => run('kill', folder),
    again: () => run('again', folder),
    /** From here on nothing comes through, and nobody is told so. */
    deafen: () => (isDeaf = true),
    mend: () => {
      isDeaf = false;
      for (const socket of sockets) socket.destroy();
    },
    end: async () => {
      for (const socket of sockets) socket.destroy();
      line.close();
      await run('stop', folder);
    },
  };
}

/** Somebody who is signed in, and whose page hears the live feed. */
async function somebody(hub: Hub) {
  await hub.addUser({ name: 'eva', role: 'admin', rooms: [], password: PASSWORD });
  const logIn = await fetch(`${hub.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'eva', password: PASSWORD }),
  });
  const cookie = (logIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/api/live`, { headers: { cookie } });
  const heard: { since: number | null }[] = [];
  socket.on('message', (data: Buffer) => {
    const frame = LiveFrame.parse(JSON.parse(data.toString()));
    heard.push({ since: frame.storeAwaySince ?? null });
  });
  await once(socket, 'open');
  const judge = async () => {
    const answer = await fetch(`${hub.url}/api/seats/r2/a1/incidents/${BOOT}-1/judgements`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ outcome: 'cleared', reason: 'harmless', after: 0 }),
    });
    return answer.ok ? 'judged' : `${answer.status} ${Refusal.parse(await answer.json()).code}`;
  };
  return { heard, judge, end: () => socket.terminate() };
}

const gauge = async (hub: Hub, name: string) =>
  Number(new RegExp(`^${name} (.*)$`, 'm').exec(await (await fetch(hub.metricsUrl ?? '')).text())?.[1]);

for (const [how, away, back] of [
  ['is killed and started again', 'kill', 'again'],
  ['falls silent without a word, as a machine that lost its power', 'deafen', 'mend'],
] as const)
  test(`a database that ${how} is told to monitors and pages, a judgement is refused at once, and what came is stored`, async () => {
    const server = await ownServer();
    const hub = await startTestHub({
      ...testConfig({ metrics: { port: 0 } }),
      database: server.database,
    });
    const seat = await talkingSeat(hub.mqttUrl);
    const eva = await somebody(hub);
    try {
      await until('the page hears', () => eva.heard.length > 0);
      assert.deepEqual(eva.heard.at(-1), { since: null });
      assert.equal(await gauge(hub, 'invigil_store_reached'), 1);
      assert.equal(await eva.judge(), '404 not-found');

      const from = Date.now();
      await server[away]();
      await seat.say('evt', batchOf(chained([opened(1, testSignal())])));
      const before = Date.now();
      assert.equal(await eva.judge(), '503 store-away');
      assert.ok(Date.now() - before < 12_000, `refused within seconds: ${Date.now() - before} ms`);
      await until('the page is told', () => (eva.heard.at(-1)?.since ?? 0) >= from, 15_000);
      const health = await fetch(`${hub.url}/healthz`);
      assert.equal(health.status, 503);
      const said = await health.text();
      const { away: parts } = HealthzAway.parse(JSON.parse(said));
      assert.deepEqual(parts, [{ part: 'database', since: eva.heard.at(-1)?.since }]);
      assert.doesNotMatch(said, /127\.0\.0\.1|invigil@|postgres/, 'nothing of where it is');
      assert.equal(await gauge(hub, 'invigil_store_reached'), 0);
      assert.ok((await gauge(hub, 'invigil_messages_waiting')) >= 0);
      const quick = Date.now();
      assert.equal(await eva.judge(), '503 store-away');
      assert.ok(Date.now() - quick < 500, 'once it is known nobody waits');
      assert.equal(seat.heard.get(ACKS), undefined, 'nothing is acknowledged that is not stored');

      await server[back]();
      await until(
        'the acknowledgement',
        () => seat.heard.get(ACKS)?.some((ack) => ack.includes(BOOT)),
        20_000,
      );
      await until('the page is told that it is back', () => eva.heard.at(-1)?.since === null, 20_000);
      assert.equal((await fetch(`${hub.url}/healthz`)).status, 200);
      assert.equal(await gauge(hub, 'invigil_store_reached'), 1);
      assert.equal(await gauge(hub, 'invigil_messages_waiting'), 0);
      assert.equal(await eva.judge(), 'judged');
    } finally {
      eva.end();
      await seat.end();
      await hub.stop();
      await server.end();
    }
  });
