import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  commandTopic,
  decode,
  Refusal,
  ReplayResult,
  seatSubscriptions,
  seatTopic,
  TrackCommand,
  TrackList,
} from '@invigil/contract';
import { connectAsync } from 'mqtt';
import { SEAL_BYTES } from '../lib/sealed-file.js';
import { sha256Hex } from '../lib/sha256.js';
import { BOOT, OTHER_BOOT, TOKEN, testConfig, until } from '../lib/testing.js';
import { startTestHub } from '../test-hub.js';
import { AT, film, recorded } from './test-track.js';

const A1 = { centre: 'north', room: 'r2', seat: 'a1' };
const CONFIG = testConfig();
const SEAT_PATH = '/api/seats/r2/a1/tracks';
let hub: Awaited<ReturnType<typeof startTestHub>>;
let cookie: string;

before(async () => {
  hub = await startTestHub(CONFIG);
  await hub.addUser({ name: 'eva', role: 'invigilator', rooms: ['r2'], password: 'long enough' });
  const login = await ask('POST', '/api/login', { name: 'eva', password: 'long enough' });
  cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
after(() => hub.stop());

function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Response> {
  return fetch(hub.url + path, {
    method,
    headers: { ...(cookie && { cookie }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

function bring(
  file: Uint8Array,
  { boot = BOOT, sha256 = sha256Hex(file), token = TOKEN } = {},
): Promise<Response> {
  return fetch(`${hub.url}/api/seat/track/${boot}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'x-invigil-seat': 'north/r2/a1',
      'x-invigil-sha256': sha256,
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(file),
  });
}

async function codeOf(response: Response): Promise<string> {
  return Refusal.parse(await response.json()).code;
}

const listed = async () => TrackList.parse(await (await ask('GET', SEAT_PATH)).json());
const FOLDER = (): string => join(CONFIG.dataDir, 'tracks');
const filesOf = (): string[] =>
  readdirSync(FOLDER(), { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));

const WHOLE = recorded({ observations: film(150) });
/** The same track as it was after its first minute. */
const PART = WHOLE.file.subarray(0, 12 + WHOLE.file.readUInt32LE(8));

test('a track is kept once, and a longer one takes the place of its beginning', async () => {
  assert.equal((await bring(PART)).status, 201);
  assert.equal((await bring(PART)).status, 200);
  const [part] = (await listed()).tracks;
  assert.equal(part?.finished, false);
  assert.equal((await bring(WHOLE.file)).status, 201);
  assert.equal((await bring(PART)).status, 200, 'a beginning of what is there');
  const { tracks } = await listed();
  assert.deepEqual(
    tracks.map(({ boot, bytes, finished, from, observations, sha256, to }) => [
      boot,
      bytes,
      finished,
      from,
      to,
      observations,
      sha256,
    ]),
    [[BOOT, WHOLE.file.length, true, AT, AT + 149_900, 1500, sha256Hex(WHOLE.file)]],
  );
  const [file = ''] = filesOf();
  assert.deepEqual(filesOf().length, 1, 'no part is left');
  const onDisk = readFileSync(join(FOLDER(), file));
  assert.equal(onDisk.length, WHOLE.file.length + SEAL_BYTES);
  assert.ok(!onDisk.includes(WHOLE.file.subarray(12, 60)), 'it is sealed');
  assert.equal(statSync(join(FOLDER(), file)).mode & 0o777, 0o600);
});

test('what was stored is never replaced by something else', async () => {
  const other = recorded({
    observations: film(300).map((one) => ({ ...one, capturedAt: one.capturedAt + 1 })),
  });
  assert.equal(await codeOf(await bring(other.file)), 'conflict');
  const shorter = recorded({ observations: film(3) });
  assert.equal(await codeOf(await bring(shorter.file)), 'conflict');
});

test('what is no track of this boot and this seat is refused with its code, and leaves nothing', async () => {
  const { file } = recorded({ boot: OTHER_BOOT });
  const before = filesOf();
  assert.equal(await codeOf(await bring(file)), 'unreadable');
  assert.equal(await codeOf(await bring(Buffer.from('no track'), { boot: OTHER_BOOT })), 'unreadable');
  assert.equal(await codeOf(await bring(file.subarray(0, 200), { boot: OTHER_BOOT })), 'unreadable');
  assert.equal(
    await codeOf(await bring(file, { boot: OTHER_BOOT, sha256: 'ab'.repeat(32) })),
    'hash-mismatch',
  );
  assert.equal(
    await codeOf(await bring(file, { boot: OTHER_BOOT, token: 'wrong-token-of-a1' })),
    'wrong-credentials',
  );
  assert.equal(await codeOf(await bring(file, { boot: '../../hub.sqlite' })), 'not-signed-in');
  assert.equal(await codeOf(await bring(file, { boot: 'ABCDEFABCDEFABCD' })), 'bad-request');
  assert.deepEqual(filesOf(), before);
});

test('a replay compares what the seat told with what comes of its track', async () => {
  const seat = await connectAsync(hub.mqttUrl, {
    clientId: 'north/r2/a1',
    username: 'north/r2/a1',
    password: TOKEN,
    protocolVersion: 4,
  });
  const heard: { topic: string; text: string }[] = [];
  seat.on('message', (topic, payload) => heard.push({ topic, text: payload.toString() }));
  await seat.subscribeAsync(seatSubscriptions(A1), { qos: 1 });
  // Two exams in one run of the daemon: nobody sits there in the first, the camera is lost in the second.
  const sessionAt = (at: number): string => (at < AT + 20_000 ? 'maths' : 'physics');
  const events = WHOLE.told.map(({ at, body }, index) => ({
    seq: index + 1,
    session: sessionAt(at),
    at,
    body,
  }));
  await seat.publishAsync(seatTopic(A1, 'evt'), JSON.stringify({ v: 1, boot: BOOT, events }), { qos: 1 });
  await until(
    'it is committed',
    () => heard.some(({ topic }) => topic === seatTopic(A1, 'ack')) || undefined,
  );

  const same = ReplayResult.parse(await (await ask('POST', `${SEAT_PATH}/${BOOT}/replay`, {})).json());
  assert.deepEqual(same.replayed, same.live);
  assert.deepEqual([same.appeared, same.vanished, same.changed, same.policyHash], [[], [], [], null]);
  assert.ok(same.live.incidents.length >= 2);

  const cut = async (session: string) => {
    const answer = await ask('POST', `${SEAT_PATH}/${BOOT}/replay`, { session });
    const { finished, live, replayed, to } = ReplayResult.parse(await answer.json());
    assert.deepEqual(replayed, live);
    return [live.signals.map(({ kind }) => kind), finished, (to ?? 0) < AT + 20_000];
  };
  assert.deepEqual(await cut('maths'), [['face-absent'], true, true]);
  assert.deepEqual(await cut('physics'), [['camera-lost'], true, false]);
  const chemistry = { session: 'chemistry' };
  assert.equal(await codeOf(await ask('POST', `${SEAT_PATH}/${BOOT}/replay`, chemistry)), 'not-found');

  const policy = { conduct: { 'face-absent': { enabled: false } } };
  const other = ReplayResult.parse(
    await (await ask('POST', `${SEAT_PATH}/${BOOT}/replay`, { policy })).json(),
  );
  assert.deepEqual(
    other.vanished.map(({ kind }) => kind),
    ['face-absent'],
  );
  assert.match(other.policyHash ?? '', /^[0-9a-f]{64}$/);

  assert.equal((await ask('POST', `${SEAT_PATH}/${BOOT}/request`)).status, 202);
  const asked = await until('the request', () =>
    heard.find(({ topic }) => topic === commandTopic(A1, 'track')),
  );
  const command = decode(TrackCommand, asked.text);
  assert.ok(command.ok && command.value.boot === BOOT && command.value.issuer === 'eva');
  await seat.endAsync(true);
});

test('what isn’t there and what is no policy is refused', async () => {
  assert.equal(await codeOf(await ask('POST', `${SEAT_PATH}/${OTHER_BOOT}/replay`, {})), 'not-found');
  assert.equal(await codeOf(await ask('GET', '/api/seats/r2/z9/tracks')), 'not-found');
  assert.equal(await codeOf(await ask('POST', `/api/seats/r2/z9/tracks/${BOOT}/request`)), 'not-found');
  const wrong = { policy: { conduct: { phone: { enabled: 'no' } } } };
  assert.equal(await codeOf(await ask('POST', `${SEAT_PATH}/${BOOT}/replay`, wrong)), 'bad-request');
  const large = { policy: { id: 'x'.repeat(70_000) } };
  assert.equal(await codeOf(await ask('POST', `${SEAT_PATH}/${BOOT}/replay`, large)), 'too-large');
});
