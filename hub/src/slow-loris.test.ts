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
/** So many at once. */
const MANY = 100;
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

/** All are cut off within the time, and who is honest is served meanwhile. */
async function areCutOff(open: () => Socket, bytes: Buffer, withinMs: number): Promise<void> {
  const all = Promise.all(Array.from({ length: MANY }, () => trickle(open(), bytes)));
  const late = new Promise<number[]>((resolve) => {
    setTimeout(resolve, withinMs + 20_000, [Infinity]).unref();
  });
  const served = sleep(1000).then(() => Promise.all([healthy(), seatGetsIn()]));
  const [times, [status]] = await Promise.all([Promise.race([all, late]), served]);
  assert.equal(status, 200);
  assert.ok(Math.max(...times) <= withinMs + SLACK_MS, `cut after ${Math.round(Math.max(...times))} ms`);
}

const overTls = (url: string | undefined, shown: { key: string; cert: string } | object): Socket =>
  connectTls({ port: portOf(url), host: '127.0.0.1', ca, servername: HUB_TLS_NAME, ...shown });

test('a hundred endless TLS handshakes with the broker are cut off after 5 s', () =>
  areCutOff(() => connectTcp(portOf(hub.mqttUrl), '127.0.0.1'), HELLO, 5000));

test('a hundred endless TLS handshakes with the HTTP side are cut off after 5 s', () =>
  areCutOff(() => connectTcp(portOf(hub.url), '127.0.0.1'), HELLO, 5000));

test('a hundred connections that say nothing at all are cut off as well', () =>
  areCutOff(() => connectTcp(portOf(hub.mqttUrl), '127.0.0.1'), Buffer.alloc(0), 5000));

test('a hundred endless heads of a request are cut off after 10 s', () =>
  areCutOff(() => overTls(hub.url, {}), Buffer.from('GET /healthz HTTP/1.1\r\nhost: x\r\nx: 1'), 12_000));

test('a hundred MQTT CONNECTs that never end are cut off after 5 s, though their certificate is good', () =>
  // CONNECT of 127 bytes: the name of the protocol, and then nothing but zeros.
  areCutOff(
    () => overTls(hub.mqttUrl, { key, cert }),
    Buffer.concat([Buffer.from([0x10, 0x7f, 0, 4]), Buffer.from('MQTT'), Buffer.alloc(120)]),
    5000,
  ));
