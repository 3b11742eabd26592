import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Birth, readEnrolment } from '@invigil/contract';
import {
  ManualClock,
  MqttLink,
  enrol,
  keepCertificate,
  putToHub,
  readIdentity,
  systemClock,
} from '@invigil/device';
import { type Hub, HubConfig, enrolToken, initCentre, startHub } from '@invigil/hub';
import { pino } from 'pino';
import { PLACES } from './places.js';

/** A real hub and the real client of a seat, from the one-time token to the renewal. */

const home = mkdtempSync(join(tmpdir(), 'invigil-enrolment-'));
const log = pino({ level: 'silent' });
const address = { centre: 'north', room: 'r2', seat: 'a1' };
const DAY_MS = 86_400_000;
const config = HubConfig.parse({
  centre: 'north',
  dataDir: join(home, 'hub'),
  http: { port: 0, tls: 'auto' },
  mqtt: { embedded: { port: 0, tls: 'auto' } },
  rooms: [
    {
      room: 'r2',
      name: 'Room 2',
      rows: 1,
      columns: 1,
      seats: [{ seat: 'a1', label: 'A1', row: 1, column: 1 }],
    },
  ],
});
let hub: Hub;
const hubClock = { skew: 0, now: () => Date.now() + hubClock.skew };

before(async () => {
  await initCentre(config, 'admin');
  hub = await startHub(config, { log, clock: hubClock });
});
after(async () => {
  await hub.stop();
  rmSync(home, { recursive: true, force: true });
});

async function payload() {
  const [, line = ''] = await enrolToken(config, 'r2/a1', hub.url);
  const read = readEnrolment(line);
  assert.ok(read);
  return read;
}

/** Whether a seat with what is in this folder reaches the hub, within 3 s. */
async function reaches(folder: string): Promise<boolean> {
  const identity = () => readIdentity(folder);
  const birth = (): Birth => ({
    policyHash: 'a'.repeat(64),
    boot: 'a'.repeat(16),
    at: 1,
    session: null,
    versions: { invigil: '0', node: '0', opencv: '0' },
    inference: { runtime: 'onnx', provider: 'cpu' },
    nets: [],
    camera: { type: 'camera', name: 'none', asked: {}, granted: null },
  });
  const link = new MqttLink({
    url: hub.mqttUrl ?? '',
    address,
    identity,
    boot: 'a'.repeat(16),
    birth,
    clock: systemClock,
    log,
  });
  const [done, at] = [new AbortController(), Date.now()];
  let online = false;
  link.start({
    onHub: (is) => {
      online ||= is;
      if (is) done.abort();
    },
    onClock: () => {},
    onTime: () => {},
    onAck: () => {},
    onPolicy: () => {},
    onCommand: () => {},
  });
  await systemClock.sleep(3000, done.signal);
  await link.stop();
  return online && Date.now() - at < 10_000;
}

const preview = {
  path: '/api/seat/preview',
  type: 'image/jpeg',
  bytes: readFileSync(join(PLACES.photos, 'sample1.jpg')),
};

test('a seat enrols with the line that it was given, once, and reaches the hub by MQTT and HTTPS', async () => {
  const folder = join(home, 'seat');
  const given = await payload();
  assert.equal(await enrol(given, folder), 'north/r2/a1');
  assert.equal(statSync(join(folder, 'seat.key')).mode.toString(8).slice(-3), '600');
  const access = { httpUrl: hub.url, address, identity: () => readIdentity(folder) };
  assert.deepEqual(await putToHub(access, preview, new AbortController().signal), { type: 'stored' });
  await assert.rejects(enrol(given, join(home, 'second')), { code: 'enrolment-refused' });
});

test('a seat tells its token only to a hub of the authority that it was told', async () => {
  const given = await payload();
  const wrong = { ...given, ca: 'ab'.repeat(32) };
  await assert.rejects(enrol(wrong, join(home, 'wrong')), { code: 'hub-not-trusted' });
  // The token is still good: it was not told.
  assert.equal(await enrol(given, join(home, 'seat')), 'north/r2/a1');
});

test('a seat neither connects nor uploads where the hub is of another authority', async () => {
  const other = { ...config, dataDir: join(home, 'other') };
  await initCentre(other, 'admin');
  const stranger = await startHub(other, { log });
  const access = { httpUrl: stranger.url, address, identity: () => readIdentity(join(home, 'seat')) };
  const outcome = await putToHub(access, preview, new AbortController().signal);
  assert.equal(outcome.type, 'later');
  assert.match(outcome.type === 'later' ? outcome.reason : '', /SELF_SIGNED|UNABLE|CERT/);
  await stranger.stop();
});

test('a certificate is renewed once less than a third of its life is left, and not before', async () => {
  const folder = join(home, 'seat');
  const before = readIdentity(folder);
  const clock = new ManualClock(Date.now() + 59 * DAY_MS);
  const stopping = new AbortController();
  const keeping = keepCertificate({ folder, httpUrl: hub.url, clock, log }, stopping.signal);
  await clock.advance(1000);
  assert.equal(readIdentity(folder).cert, before.cert);
  await clock.advance(2 * DAY_MS);
  const until = Date.now() + 5000;
  while (readIdentity(folder).cert === before.cert && Date.now() < until) await systemClock.sleep(20);
  stopping.abort();
  await keeping;
  const renewed = readIdentity(folder);
  assert.notEqual(renewed.cert, before.cert);
  assert.equal(renewed.key, before.key);
  const access = { httpUrl: hub.url, address, identity: () => readIdentity(folder) };
  assert.deepEqual(await putToHub(access, preview, new AbortController().signal), { type: 'stored' });
});

test('a seat with its certificate reaches the hub by MQTT, one whose key is another’s says so', async () => {
  assert.equal(await reaches(join(home, 'seat')), true);
  writeFileSync(join(home, 'seat', 'seat.key'), readIdentity(join(home, 'seat')).cert);
  assert.throws(() => readIdentity(join(home, 'seat')), { code: 'identity-unusable' });
});
