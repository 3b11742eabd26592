import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { type Socket, connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket, connect as connectTls } from 'node:tls';
import { HUB_TLS_NAME } from '@invigil/contract';
import { connectAsync } from 'mqtt';
import { type Hub, startHub } from './app.js';
import { SILENT, tempFolder, testConfig } from './lib/testing.js';
import { certifySeats } from './main/certify-seats.js';
import { initPki } from './pki/pki-folder.js';
import { requestOf } from './pki/test-seat.js';

/** Somebody holds connections open by saying a byte now and then, to use the hub up (slow-loris). */

const NAME = 'north/r2/a1';
/** So many at once in each way. */
const MANY = 50;
const BYTE_EVERY_MS = 400;
/** A handshake and an MQTT CONNECT have 5 s, the head of a request 10 s and up to 2 s until it is looked at. */
const SLACK_MS = 4000;

const config = testConfig({
  dataDir: tempFolder(),
  http: { port: 0, tls: 'auto' },
  mqtt: { embedded: { port: 0, tls: 'auto' } },
});
let hub: Hub;
let ca = '';
let key = '';
let cert = '';

before(async () => {
  await initPki(config.dataDir, { centre: 'north', names: ['localhost'], now: Date.now() });
  ca = readFileSync(join(config.dataDir, 'pki', 'ca.crt'), 'utf8');
  hub = await startHub(config, { log: SILENT });
  const asked = await requestOf(NAME);
  const [given] = await certifySeats(config, [{ room: 'r2', seat: 'a1', csr: asked.csr }]);
  [key, cert] = [asked.key, given?.certificate ?? ''];
});
after(() => hub.stop());

const portOf = (url: string | undefined): number => Number(new URL(url ?? '').port);

/** Says some bytes, one at a time and then again, from when it is connected until it is cut off. Gives how long that took, ms. */
async function trickle(socket: Socket, bytes: Buffer): Promise<number> {
  socket.on('error', () => undefined);
  await Promise.race([
    once(socket, socket instanceof TLSSocket ? 'secureConnect' : 'connect'),
    once(socket, 'close'),
  ]);
  const from = performance.now();
  let said = 0;
  const timer = setInterval(() => {
    socket.write(bytes.subarray(said % bytes.length, (said % bytes.length) + 1));
    said += 1;
  }, BYTE_EVERY_MS);
  // Read, or its end is never seen.
  socket.resume();
  return new Promise((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      resolve(performance.now() - from);
    });
  });
}

/** The beginning of a TLS handshake that promises 16 KB more. */
const HELLO = Buffer.concat([
  Buffer.from([0x16, 3, 1, 0x3f, 0xff, 1, 0, 0x3f, 0xfb, 3, 3]),
  Buffer.alloc(5000),
]);

function healthy(): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL('/healthz', hub.url),
      { ca, servername: HUB_TLS_NAME, agent: false },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

async function seatGetsIn(): Promise<boolean> {
  const options = { clientId: NAME, protocolVersion: 4, reconnectPeriod: 0, ca, key, cert } as const;
  const seat = await connectAsync(hub.mqttUrl ?? '', { ...options, servername: HUB_TLS_NAME }, false);
  await seat.endAsync();
  return true;
}

const overTls = (url: string | undefined, shown: { key: string; cert: string } | object): Socket =>
  connectTls({ port: portOf(url), host: '127.0.0.1', ca, servername: HUB_TLS_NAME, ...shown });

/** How a connection is held, what it says, and when it is to be gone at the latest, ms. */
const WAYS: Record<string, { open: () => Socket; bytes: Buffer; withinMs: number }> = {
  'a TLS handshake with the broker': {
    open: () => connectTcp(portOf(hub.mqttUrl), '127.0.0.1'),
    bytes: HELLO,
    withinMs: 5000,
  },
  'a TLS handshake with the HTTP side': {
    open: () => connectTcp(portOf(hub.url), '127.0.0.1'),
    bytes: HELLO,
    withinMs: 5000,
  },
  'nothing at all': {
    open: () => connectTcp(portOf(hub.mqttUrl), '127.0.0.1'),
    bytes: Buffer.alloc(0),
    withinMs: 5000,
  },
  'the head of a request': {
    open: () => overTls(hub.url, {}),
    bytes: Buffer.from('GET /healthz HTTP/1.1\r\nhost: x\r\nx: 1'),
    withinMs: 12_000,
  },
  // CONNECT of 127 bytes: the name of the protocol, and then nothing but zeros.
  'an MQTT CONNECT with a good certificate': {
    open: () => overTls(hub.mqttUrl, { key, cert }),
    bytes: Buffer.concat([Buffer.from([0x10, 0x7f, 0, 4]), Buffer.from('MQTT'), Buffer.alloc(120)]),
    withinMs: 5000,
  },
};

test('hundreds of connections at once that trickle are cut off in time, and who is honest is served meanwhile', async () => {
  const held = Object.entries(WAYS).map(async ([way, { bytes, open, withinMs }]) => {
    const all = Promise.all(Array.from({ length: MANY }, () => trickle(open(), bytes)));
    const late = sleep(withinMs + 20_000, [Infinity], { ref: false });
    const longest = Math.max(...(await Promise.race([all, late])));
    assert.ok(longest <= withinMs + SLACK_MS, `${way}: cut after ${Math.round(longest)} ms`);
  });
  const served = sleep(2000).then(() => Promise.all([healthy(), seatGetsIn()]));
  assert.deepEqual(await served, [200, true]);
  await Promise.all(held);
});
