import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect as connectTcp } from 'node:net';
import { after, before, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import {
  AuditPage,
  HUB_TLS_NAME,
  SeatCertificate,
  decode,
  readEnrolment,
  seatTopic,
} from '@invigil/contract';
import { type IClientOptions, type MqttClient, connectAsync } from 'mqtt';
import { pino } from 'pino';
import { type Hub, startHub } from './app.js';
import { JPEG } from './lib/test-picture.js';
import { tempFolder, testConfig, until } from './lib/testing.js';
import { CentreAuthority, createAuthority } from './pki/centre-authority.js';
import { fingerprintOf, initPki } from './pki/pki-folder.js';
import { keyOfRequest } from './pki/read-request.js';
import { requestOf } from './pki/test-seat.js';
import { publishPacket } from './test-mqtt.js';
import { type CallOptions, type Called, callHub } from './test-call.js';

/** Somebody at the room's network tries to be a seat, or to be more than one. */

const NAME = 'north/r2/a1';
const A1 = { centre: 'north', room: 'r2', seat: 'a1' };
const DAY_MS = 86_400_000;

const dataDir = tempFolder();
const clock = { skew: 0, now: () => Date.now() + clock.skew };
const lines: string[] = [];
const log = pino({}, { write: (line) => void lines.push(line) });
let hub: Hub;
let ca = '';
let cookie = '';

type Shown = { key: string; cert: string };

before(async () => {
  await initPki(dataDir, { centre: 'north', names: ['localhost'], now: Date.now() });
  ca = readFileSync(join(dataDir, 'pki', 'ca.crt'), 'utf8');
  const config = testConfig({
    dataDir,
    http: { port: 0, tls: 'auto', loginsPerMinute: 1000 },
    mqtt: { embedded: { port: 0, tls: 'auto' } },
  });
  hub = await startHub(config, { log, clock });
  await hub.addUser({ name: 'ada', role: 'admin', password: 'long enough' });
  await hub.addUser({ name: 'eva', role: 'invigilator', password: 'long enough' });
  cookie = await signIn('ada');
});
after(() => hub.stop());

function call(path: string, options: CallOptions = {}): Promise<Called> {
  return callHub({ url: hub.url, ca }, path, options);
}

async function signIn(name: string): Promise<string> {
  const done = await call('/api/login', { body: { name, password: 'long enough' } });
  assert.equal(done.status, 200);
  assert.match(done.cookie, /; HttpOnly; Secure; SameSite=Strict/);
  return done.cookie.split(';')[0] ?? '';
}

async function tokenFor(seat: string): Promise<string> {
  const { body, status } = await call('/api/enrolment-tokens', {
    body: { room: 'r2', seat },
    headers: { cookie },
  });
  assert.equal(status, 201);
  const { payload } = JSON.parse(body);
  const read = readEnrolment(payload);
  assert.equal(read?.ca, fingerprintOf(ca));
  return read?.token ?? '';
}

/** A seat that came in by the right door. */
async function enrolled(
  seat = 'a1',
  name = 'whatever',
): Promise<Shown & { serial: string; principal: string }> {
  const { csr, key } = await requestOf(name);
  const { body, status } = await call('/api/enrol', { body: { token: await tokenFor(seat), csr } });
  assert.equal(status, 201);
  const read = decode(SeatCertificate, body);
  assert.ok(read.ok);
  const { certificates } = JSON.parse(
    (await call('/api/certificates', { method: 'GET', headers: { cookie } })).body,
  );
  return {
    key,
    cert: read.value.certificate,
    principal: read.value.principal,
    serial: certificates[0].serial,
  };
}

function connect(shown: Partial<Shown>, options: IClientOptions = {}): Promise<MqttClient> {
  const settings = { clientId: NAME, protocolVersion: 4, reconnectPeriod: 0, ca } as const;
  return connectAsync(
    hub.mqttUrl ?? '',
    { ...settings, servername: HUB_TLS_NAME, ...shown, ...options },
    false,
  );
}

/** Signed by an authority that is told, good until a time that is told. */
async function signedBy(authority: CentreAuthority, now: number): Promise<Shown> {
  const { csr, key } = await requestOf(NAME);
  const publicKey = await keyOfRequest(csr);
  assert.ok(publicKey);
  const { certificate } = await authority.issueSeat(NAME, publicKey, { now, lastsMs: DAY_MS });
  return { key, cert: certificate };
}

function ownAuthority(): CentreAuthority {
  const key = readFileSync(join(dataDir, 'pki', 'ca.key'), 'utf8');
  return new CentreAuthority({ certificate: ca, key });
}

function cutOff(seat: MqttClient): Promise<void> {
  seat.on('error', () => undefined);
  return new Promise((resolve) => {
    seat.once('close', resolve);
  });
}

async function picture(shown: Partial<Shown>): Promise<number> {
  const put = { method: 'PUT', body: JPEG, headers: { 'content-type': 'image/jpeg' }, ...shown };
  return (await call('/api/seat/preview', put)).status;
}

test('a seat with its certificate is let in, by MQTT and by HTTPS, and leaves and comes again', async () => {
  const shown = await enrolled();
  for (let i = 0; i < 2; i++) {
    const seat = await connect(shown);
    await seat.publishAsync(seatTopic(A1, 'health'), '{}', { qos: 1 });
    await seat.endAsync();
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  assert.equal(await picture(shown), 200);
});

test('without a certificate nobody gets as far as MQTT, and a token is none', async () => {
  await assert.rejects(connect({}));
  await assert.rejects(connect({}, { username: NAME, password: 'token-of-a1' }));
  assert.equal(await picture({}), 401);
});

test('a certificate that a stranger signed is refused, also one of another authority of the same name', async () => {
  const other = new CentreAuthority(await createAuthority('north', Date.now()));
  const foreign = await signedBy(other, Date.now());
  await assert.rejects(connect(foreign));
  assert.equal(await picture(foreign), 401);
  const self = await createAuthority('north', Date.now());
  await assert.rejects(connect({ key: self.key, cert: self.certificate }));
});

test('a certificate that the hub has not written down is refused, though its own authority signed it', async () => {
  const unknown = await signedBy(ownAuthority(), Date.now());
  await assert.rejects(connect(unknown), { code: 5 });
  assert.equal(await picture(unknown), 401);
});

test('a certificate that has ended is refused', async () => {
  const old = await signedBy(ownAuthority(), Date.now() - 2 * DAY_MS);
  await assert.rejects(connect(old));
  assert.equal(await picture(old), 401);
});

test('a certificate ends for the hub by the hub’s clock, and the connection with it', async () => {
  const shown = await enrolled();
  const seat = await connect(shown);
  const cut = cutOff(seat);
  clock.skew = 91 * DAY_MS;
  try {
    await cut;
    await assert.rejects(connect(shown), { code: 5 });
  } finally {
    clock.skew = 0;
  }
});

test('a seat writes nothing of another seat and is not let in under its name', async () => {
  const shown = await enrolled('a2');
  assert.equal(shown.principal, 'north/r2/a2');
  await assert.rejects(connect(shown), { code: 2 });
  const seat = await connect(shown, { clientId: 'north/r2/a2' });
  const cut = cutOff(seat);
  seat.publish(seatTopic(A1, 'evt'), 'x', { qos: 1 });
  await cut;
  await until('the log', () => lines.some((line) => line.includes('may not publish')) || undefined);
});

test('what is revoked is cut at once and stays out', async () => {
  const shown = await enrolled();
  const seat = await connect(shown);
  const cut = cutOff(seat);
  const path = `/api/certificates/${shown.serial}/revoke`;
  assert.equal((await call(path, { headers: { cookie: await signIn('eva') } })).status, 403);
  assert.equal((await call(path)).status, 401);
  assert.equal(seat.connected, true);
  const at = Date.now();
  assert.equal((await call(path, { headers: { cookie } })).status, 204);
  await cut;
  assert.ok(Date.now() - at < 500);
  await assert.rejects(connect(shown), { code: 5 });
  assert.equal(await picture(shown), 401);
  assert.equal((await call(path, { headers: { cookie } })).status, 404);
});

test('a seat that enrols anew takes its older certificate’s place', async () => {
  const older = await enrolled();
  const seat = await connect(older);
  const cut = cutOff(seat);
  const newer = await enrolled();
  await cut;
  await assert.rejects(connect(older), { code: 5 });
  const again = await connect(newer);
  await again.endAsync();
});

test('a second client of the same name is refused and reported while the first speaks, and let in once it is silent', async () => {
  const shown = await enrolled();
  const first = await connect(shown, { keepalive: 8 });
  const cut = cutOff(first);
  lines.length = 0;
  await assert.rejects(connect(shown), { code: 2 });
  assert.ok(lines.some((line) => line.includes('there-already') && line.includes(NAME)));
  assert.equal(first.connected, true);
  // The cable of the first is pulled: it says nothing for longer than it promised.
  clock.skew = 9000;
  const second = await connect(shown);
  await cut;
  assert.equal(second.connected, true);
  clock.skew = 0;
  await second.endAsync();
});

test('an enrolment token works once, for 15 minutes, for its own seat', async () => {
  const { csr } = await requestOf('north/r2/a2');
  const token = await tokenFor('a1');
  const done = await call('/api/enrol', { body: { token, csr } });
  assert.equal(JSON.parse(done.body).principal, NAME, 'the name in the request counts for nothing');
  assert.equal((await call('/api/enrol', { body: { token, csr } })).status, 401);
  const late = await tokenFor('a1');
  clock.skew = 15 * 60_000 + 1;
  assert.equal((await call('/api/enrol', { body: { token: late, csr } })).status, 401);
  clock.skew = 0;
  const unspent = await tokenFor('a1');
  const torn = csr.replace(/.{8}\n-----END/, 'AAAAAAAA\n-----END');
  assert.equal((await call('/api/enrol', { body: { token: unspent, csr: torn } })).status, 400);
  assert.equal((await call('/api/enrol', { body: { token: unspent, csr } })).status, 201);
  const flood = 'x'.repeat(20_000);
  assert.equal((await call('/api/enrol', { body: { token: unspent, csr: flood } })).status, 413);
});

test('only an administrator lets a seat in, and only one of the plan', async () => {
  const body = { room: 'r2', seat: 'a1' };
  assert.equal((await call('/api/enrolment-tokens', { body })).status, 401);
  const eva = await signIn('eva');
  assert.equal((await call('/api/enrolment-tokens', { body, headers: { cookie: eva } })).status, 403);
  const nowhere = { room: 'r2', seat: 'a9' };
  assert.equal((await call('/api/enrolment-tokens', { body: nowhere, headers: { cookie } })).status, 404);
});

test('a certificate is renewed by who holds it, not by who holds a token', async () => {
  const shown = await enrolled();
  const { csr, key } = await requestOf('north/r2/a2');
  const done = await call('/api/seat/certificate', { body: { csr }, key: shown.key, cert: shown.cert });
  const read = decode(SeatCertificate, done.body);
  assert.ok(read.ok);
  assert.equal(read.value.principal, NAME);
  for (const each of [shown, { key, cert: read.value.certificate }]) assert.equal(await picture(each), 200);
  const asToken = { authorization: 'Bearer token-of-a1', 'x-invigil-seat': NAME };
  assert.equal((await call('/api/seat/certificate', { body: { csr }, headers: asToken })).status, 403);
});

test('the seat refuses a hub of another authority', async () => {
  const shown = await enrolled();
  const other = await createAuthority('north', Date.now());
  await assert.rejects(connect({ ...shown }, { ca: other.certificate }), /self-signed|unable to verify/);
});

/** What the audit log tells of seats that were refused, newest first. */
async function refusedSeats(): Promise<{ actor: string | null; address: string | null; subject: string }[]> {
  const { body } = await call('/api/audit?verb=seat-refused&limit=1000', {
    method: 'GET',
    headers: { cookie },
  });
  return AuditPage.parse(JSON.parse(body)).entries;
}

const TRICKS = [
  'exam/1/north/r2/+/evt',
  'exam/1/north/#',
  '#',
  '+',
  'exam/1/north/r2/a2/evt',
  'exam/1/north/r2//evt',
  '/exam/1/north/r2/a1/evt',
  'exam/1/north/r2/a1/evt/',
  'exam/1/north/r2/a1/../a2/evt',
  'exam/1/north/r2/hub/state',
  'exam/1/north/r2/a1/cmd/preview',
  'exam/1/north/r2/a1/policy',
  'EXAM/1/north/r2/a1/evt',
  'exam/1/north/r2/a1\u0000/evt',
  '$SYS/broker/clients',
  '$share/g/exam/1/north/r2/a2/evt',
  'x'.repeat(65_535),
];

test('topic tricks get a seat nowhere: each is refused, and in the audit log', async () => {
  clock.skew += 61_000;
  const shown = await enrolled();
  for (const topic of TRICKS) {
    const seat = await connect(shown, { keepalive: 1 });
    const cut = cutOff(seat);
    // By hand: the library refuses to write a wildcard or a zero into a topic.
    const bytes = publishPacket({ topic, payload: Buffer.from('{}'), qos: 1, retain: true });
    seat.stream.write(bytes);
    await cut;
  }
  const seat = await connect(shown);
  const granted = await seat
    .subscribeAsync(
      TRICKS.filter((topic) => !topic.includes('\u0000')),
      { qos: 1 },
    )
    .catch(() => []);
  assert.ok(granted.every(({ qos }) => qos === 128));
  await seat.endAsync();
  const told = await until('the audit log', async () => {
    const rows = await refusedSeats();
    return rows.length >= TRICKS.length ? rows : undefined;
  });
  assert.ok(
    told.some(
      ({ actor, address, subject }) => actor === NAME && address === '127.0.0.1' && subject.includes('r2/a2'),
    ),
  );
  clock.skew = 0;
});

test('whoever is no seat is in the audit log too', async () => {
  clock.skew += 61_000;
  await assert.rejects(connect({}));
  const other = new CentreAuthority(await createAuthority('north', Date.now()));
  await assert.rejects(connect(await signedBy(other, Date.now())));
  assert.equal(await picture({}), 401);
  const told = await until('the audit log', async () => {
    const rows = await refusedSeats();
    return rows.filter(({ subject }) => subject.startsWith('no TLS')).length >= 2 ? rows : undefined;
  });
  assert.ok(told.some(({ subject }) => subject === 'PUT /api/seat/preview'));
  clock.skew = 0;
});

test('who speaks slowly or not at all is cut: at TLS, at HTTP and at MQTT', { timeout: 40_000 }, async () => {
  const [http, mqtt] = [new URL(hub.url), new URL(hub.mqttUrl ?? '')];
  const shown = await enrolled('a2');
  const tls = { host: 'localhost', ca, servername: HUB_TLS_NAME };
  const open = {
    'TLS to HTTPS': () => connectTcp(Number(http.port), 'localhost'),
    'TLS to MQTT': () => connectTcp(Number(mqtt.port), 'localhost'),
    'HTTP headers': () => connectTls({ ...tls, port: Number(http.port) }),
    MQTT: () => connectTls({ ...tls, ...shown, port: Number(mqtt.port) }),
  };
  const words = 'GET /healthz HTTP/1.1\r\nhost: hub\r\nx-slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
  const lastedMs = await Promise.all(
    Object.entries(open).map(async ([what, start]) => {
      const socket = start();
      socket.on('error', () => undefined);
      const from = performance.now();
      let at = 0;
      // A TLS record begins with 0x16 0x03; in TLS one byte of HTTP a second; to the broker the beginning of a CONNECT.
      const bytes = what.startsWith('TLS')
        ? Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3, 0, 0, 0, 0, 0])
        : what === 'MQTT'
          ? Buffer.from([0x10, 0x7f, 0, 4, 77, 81, 84, 84, 4, 2, 0, 0, 0, 0, 0, 0])
          : Buffer.from(words);
      const drip = setInterval(() => socket.writable && socket.write(bytes.subarray(at, ++at)), 1000);
      socket.resume();
      // Not `once` of node:events, which fails where the end is a reset.
      await new Promise((resolve) => {
        socket.once('close', resolve);
      });
      clearInterval(drip);
      return [what, performance.now() - from] as const;
    }),
  );
  for (const [what, ms] of lastedMs) assert.ok(ms < 16_000, `${what}: ${ms} ms`);
  // Whoever is honest gets through meanwhile and afterwards.
  assert.equal((await call('/healthz', { method: 'GET' })).status, 200);
});
