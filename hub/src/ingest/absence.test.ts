import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOT, OTHER_BOOT, batchOf, riskAt, testConfig } from '../lib/testing.js';
import { setUp } from './test-ingest.js';

const BIRTH = {
  boot: BOOT,
  at: 100_000,
  versions: { invigil: '0.1.0', node: '20.20.0', opencv: '4.6.0' },
  inference: { runtime: 'onnxruntime', provider: 'cpu' },
  nets: [],
  camera: { type: 'film', name: 'x.mp4', asked: {}, granted: null },
  policyHash: 'a'.repeat(64),
};

/** A seat that is online in a session, last heard at 100 s. */
async function inSession(session: string | null = 'maths', more: Parameters<typeof setUp>[2] = {}) {
  const hub = await setUp(undefined, undefined, more);
  await hub.presence('online');
  await hub.say('birth', { ...BIRTH, session });
  const absences = async () =>
    (await hub.incidents()).flatMap(({ signals }) => signals).filter(({ kind }) => kind === 'agent-stopped');
  return { ...hub, absences };
}

test('a seat that falls silent in its session is blind from when it was last heard until it is back', async () => {
  const { absences, clock, incidents, say, sweep, view } = await inSession();
  clock.at += 12_001;
  await sweep();
  await sweep();
  assert.equal(view()?.state, 'lost');
  assert.deepEqual(view()?.blind, ['agent-stopped']);
  const [open] = await absences();
  assert.deepEqual(
    [open?.source, open?.startedAt, open?.openedAt, open?.endedAt],
    ['hub', 100_000, 112_001, null],
  );
  assert.equal((await incidents())[0]?.severity, 'blind');
  clock.at += 8000;
  await say('evt', batchOf([riskAt(1, clock.at, 5)]));
  assert.deepEqual(view()?.blind, []);
  const [over, ...more] = await absences();
  assert.equal(more.length, 0);
  assert.deepEqual([over?.id, over?.endedAt, over?.seenMs], [open?.id, 120_001, 20_001]);
});

test('its time counts as blind once, from when it was last heard', async () => {
  const { clock, presence, say, sweep, view } = await inSession();
  clock.at += 10_000;
  await say('evt', batchOf([riskAt(1, clock.at, 0)]));
  clock.at += 2000;
  await presence('lost');
  await sweep();
  clock.at += 6000;
  await presence('online');
  clock.at += 2000;
  assert.equal(view()?.watched, 0.6, '8 of 20 s');
});

test('a last will becomes blind time once the onset has passed', async () => {
  const { absences, clock, presence, sweep } = await inSession();
  await presence('lost');
  await sweep();
  assert.equal((await absences()).length, 0);
  clock.at += 1000;
  await sweep();
  assert.equal((await absences()).length, 1);
});

test('a clean stop is none, and ends one', async () => {
  const stopped = await inSession();
  await stopped.presence('stopped');
  stopped.clock.at += 60_000;
  await stopped.sweep();
  assert.equal((await stopped.absences()).length, 0);
  const lost = await inSession();
  await lost.presence('lost');
  lost.clock.at += 5000;
  await lost.sweep();
  await lost.presence('stopped');
  assert.deepEqual(
    (await lost.absences()).map(({ endedAt }) => endedAt),
    [105_000],
  );
});

test('without a session, or where the policy does not ask, there is none', async () => {
  const off = {
    rooms: testConfig().rooms.map((room) => ({
      ...room,
      policy: { coverage: { 'agent-stopped': { enabled: false } } },
    })),
  };
  for (const hub of [await inSession(null), await inSession('maths', off)]) {
    hub.clock.at += 12_001;
    await hub.sweep();
    hub.clock.at += 5000;
    await hub.sweep();
    assert.equal(hub.view()?.state, 'lost');
    assert.equal((await hub.absences()).length, 0);
  }
});

test('survives a restart of the hub, and ends with the next boot', async () => {
  const first = await inSession();
  first.clock.at += 12_001;
  await first.sweep();
  await first.sweep();
  await first.db.destroy();
  const second = await setUp(first.config.dataDir);
  second.clock.at = 130_000;
  await second.sweep();
  assert.deepEqual(second.view()?.blind, ['agent-stopped']);
  await second.presence('online', OTHER_BOOT);
  const signals = (await second.incidents()).flatMap((incident) => incident.signals);
  assert.deepEqual(
    signals.map(({ endedAt, kind }) => [kind, endedAt]),
    [['agent-stopped', 130_000]],
  );
  assert.deepEqual(second.view()?.blind, []);
});
