import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Birth, Health, HealthHistory, MachineList } from '@invigil/contract';
import { strFromU8, unzipSync } from 'fflate';
import { HOST, testServer } from '../test-server.js';
import { keepHealthMinute } from '../store/health-history.js';
import { saveBirth, saveHealth } from '../store/seats.js';
import { BOOT, TOKEN } from '../lib/testing.js';
import { sha256Hex } from '../lib/sha256.js';

const MINUTE_MS = 60_000;
const CANDIDATE = 'Kim';

function health(at: number, more: Partial<Health> = {}): Health {
  return Health.parse({
    boot: BOOT,
    at,
    rates: { captured: 30, faces: 10, objects: 1 },
    dropped: 0,
    stages: { frame: { p50: 9, p95: 14, n: 50 } },
    outbox: { depth: 2, oldestMs: 40 },
    rssMb: 210,
    temperatureC: 51,
    troubles: [{ level: 'error', message: 'frame not seen', count: 2, at }],
    ...more,
  });
}

function birth(at: number): Birth {
  return Birth.parse({
    boot: BOOT,
    at,
    session: `exam-of-${CANDIDATE.toLowerCase()}`,
    versions: { invigil: '0.1.0', node: '20.20.0', opencv: '4.10.0' },
    inference: { runtime: 'onnxruntime', provider: 'cpu' },
    nets: [],
    camera: { type: 'film', name: `/home/${CANDIDATE}/desk.avi`, asked: {}, granted: null },
    policyHash: 'a'.repeat(64),
  });
}

/** Seat b1 of room r3, where Kim sits, has spoken. */
async function withMachine() {
  const server = await testServer();
  await server.make({ name: 'Tom', role: 'technician' });
  const tom = { cookie: await server.cookieOf('Tom') };
  const { id } = await server.db
    .selectFrom('seat')
    .select('id')
    .where('room', '=', 'r3')
    .executeTakeFirstOrThrow();
  await saveBirth(server.db, id, birth(server.clock.at), server.clock.at);
  await saveHealth(server.db, id, health(server.clock.at), server.clock.at);
  const as = (url: string) => server.get(url, tom);
  return { ...server, as, id };
}

test('tells what a machine is and what its log says, and nothing of who sits there', async () => {
  const { as } = await withMachine();
  const answer = await as('/api/rooms/r3/machines');
  const [machine] = MachineList.parse(answer.json()).machines;
  assert.deepEqual([machine?.seat, machine?.label, machine?.told?.versions.invigil], ['b1', 'B1', '0.1.0']);
  assert.deepEqual(
    machine?.troubles.map(({ message }) => message),
    ['frame not seen'],
  );
  assert.ok(!answer.body.includes('session'));
  assert.ok(!answer.body.includes('exam-of-kim'));
  assert.equal((await as('/api/rooms/r9/machines')).statusCode, 404);
});

test('tells of a certificate that counts, and of none that was revoked', async () => {
  const { as, clock, db } = await withMachine();
  const row = (serial: string, issued_at: number, revoked_at: number | null) => ({
    serial,
    principal: 'north/r3/b1',
    issued_at,
    issued_by: 'Ada Lovelace',
    expires_at: issued_at + 90 * 86_400_000,
    revoked_at,
    revoked_by: null,
  });
  const at = clock.at - 5000;
  await db
    .insertInto('certificate')
    .values([row('0A', at, null), row('0B', at + 1, null), row('0C', at + 2, at + 3)])
    .execute();
  const [machine] = MachineList.parse((await as('/api/rooms/r3/machines')).json()).machines;
  assert.deepEqual(machine?.certificate, {
    serial: '0B',
    issuedAt: at + 1,
    expiresAt: at + 1 + 90 * 86_400_000,
  });
});

test('keeps the first word of each minute, for seven days', async () => {
  const { as, clock, db, id } = await withMachine();
  const start = Math.floor(clock.at / MINUTE_MS) * MINUTE_MS;
  for (const [at, captured] of [
    [start, 30],
    [start + 5000, 10],
    [start + MINUTE_MS, 20],
  ] as const)
    await keepHealthMinute(db, id, health(at, { rates: { captured, faces: 1, objects: 1 } }), at);
  const ask = async (from: number, to: number) =>
    HealthHistory.parse((await as(`/api/seats/r3/b1/health?from=${from}&to=${to}`)).json());
  const history = await ask(start, start + 5 * MINUTE_MS);
  assert.deepEqual(
    history.minutes.map(({ at, captured, frameMs }) => [at - start, captured, frameMs]),
    [
      [0, 30, 14],
      [MINUTE_MS, 20, 14],
    ],
  );
  const weekLater = start + 7 * 24 * 60 * MINUTE_MS;
  await keepHealthMinute(db, id, health(weekLater), weekLater);
  const thinned = await ask(start, weekLater);
  assert.equal(thinned.everyMinutes, 7);
  assert.deepEqual(
    thinned.minutes.map(({ at }) => at),
    [start + MINUTE_MS, weekLater],
  );
  const kept = await db.selectFrom('health_minute').select('minute').execute();
  assert.deepEqual(
    kept.map(({ minute }) => minute * MINUTE_MS - start),
    [MINUTE_MS, weekLater - start],
  );
  assert.equal((await as(`/api/seats/r3/b1/health?from=2&to=1`)).statusCode, 400);
  assert.equal((await as(`/api/seats/r3/z9/health?from=1&to=2`)).statusCode, 404);
});

test('a support bundle holds machines and health, and no candidate, session, evidence, user or secret', async () => {
  const { app, clock, db, id, cookieOf, make, audited } = await withMachine();
  await make({ name: 'Ada Lovelace', role: 'admin' });
  await keepHealthMinute(db, id, health(clock.at), clock.at);
  await db
    .insertInto('signal')
    .values({
      seat_id: id,
      id: `${BOOT}-1`,
      class: 'conduct',
      kind: 'face-absent',
      source: 'camera',
      started_at: 1,
      opened_at: 2,
      ended_at: null,
      confidence: 1,
      direction: null,
      hist: 0,
      incident_id: null,
      seen_ms: null,
      toward: null,
      basis: null,
      shared: null,
    })
    .execute();
  await db
    .insertInto('certificate')
    .values({
      serial: '0A',
      principal: 'north/r3/b1',
      issued_at: clock.at,
      issued_by: 'Ada Lovelace',
      expires_at: clock.at + 1000,
      revoked_at: clock.at,
      revoked_by: 'Ada Lovelace',
    })
    .execute();
  const answer = await app.inject({
    url: '/api/support-bundle',
    headers: { ...HOST, cookie: await cookieOf('Tom') },
  });
  assert.equal(answer.headers['content-type'], 'application/zip');
  const files = unzipSync(answer.rawPayload);
  assert.deepEqual(Object.keys(files).toSorted(), [
    'README.txt',
    'certificates.json',
    'health/r3-b1.csv',
    'hub.json',
    'machines.json',
  ]);
  const all = Object.entries(files)
    .filter(([name]) => name !== 'README.txt')
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n');
  assert.match(all, /frame not seen/);
  assert.match(all, /0\.1\.0/);
  assert.match(all, /captured,faces/);
  const hash = sha256Hex(TOKEN);
  for (const secret of [
    CANDIDATE,
    'kim',
    'exam-of',
    'Ada',
    'Eva',
    'face-absent',
    TOKEN,
    hash,
    'tokenHash',
    'desk.avi',
  ])
    assert.ok(!all.includes(secret), secret);
  const rows = (await audited()).filter(({ verb }) => verb === 'support-bundle-made');
  assert.equal(rows.length, 1);
});
