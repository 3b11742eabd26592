import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DiskFacts, judgeCertificate, judgeClock, judgeDisk, judgeOutbox } from './judge-machine.js';
import { judgeNetwork, type NetworkFacts } from './judge-network.js';

test('the clock: how far from the hub', () => {
  const off = (offsetMs: number): string => judgeClock({ offsetMs, uncertaintyMs: 2 }).verdict;
  assert.deepEqual([off(-1000), off(-1001), off(60_001)], ['ok', 'warning', 'fail']);
  assert.equal(judgeClock(undefined).verdict, 'not-tried');
});

test('the disk: full, near its limits, short of inodes', () => {
  const seen = {
    type: 'seen',
    freeMb: 9000,
    leastFreeMb: 256,
    usedMb: 1,
    limitMb: 4096,
    inodesFree: 0.5,
  } as const;
  const of = (more: Partial<Extract<DiskFacts, { type: 'seen' }>>): string[] =>
    judgeDisk({ ...seen, ...more }).map(({ verdict }) => verdict);
  assert.deepEqual(of({}), ['ok', 'ok']);
  assert.deepEqual(of({ freeMb: 255 }), ['fail', 'ok']);
  assert.deepEqual(of({ freeMb: 511 }), ['warning', 'ok']);
  assert.deepEqual(of({ usedMb: 3300 }), ['warning', 'ok']);
  assert.deepEqual(of({ inodesFree: 0.04 }), ['ok', 'warning']);
  assert.deepEqual(of({ inodesFree: undefined }), ['ok', 'not-tried']);
  assert.equal(judgeDisk({ type: 'failed', why: 'x: not there' })[0]?.verdict, 'fail');
});

test('what waits: much, long, or only until the daemon runs', () => {
  const held = (depth: number, oldestMs: number): string =>
    judgeOutbox({ type: 'held', outbox: { depth, oldestMs } }).verdict;
  assert.deepEqual([held(200, 30_000), held(201, 0), held(1, 300_001)], ['ok', 'warning', 'fail']);
  assert.equal(judgeOutbox({ type: 'kept', depth: 900 }).verdict, 'ok');
  assert.equal(judgeOutbox({ type: 'failed', why: 'damaged' }).verdict, 'fail');
});

test('the certificate: days left, ended, or none to be had', () => {
  const left = (daysLeft: number): string =>
    judgeCertificate({ type: 'certificate', name: 'north/r1/a1', daysLeft }).verdict;
  assert.deepEqual([left(7), left(6.9), left(0.9)], ['ok', 'warning', 'fail']);
  assert.match(judgeCertificate({ type: 'certificate', name: 'x', daysLeft: -1 }).found, /it has ended/);
  assert.equal(judgeCertificate({ type: 'token' }).verdict, 'ok');
});

test('the way to the hub ends at its first step that does not succeed', () => {
  const way: NetworkFacts = {
    host: 'hub',
    port: 8443,
    address: { ok: true, ms: 1, addresses: ['10.0.0.1'] },
    tcp: { ok: true, ms: 1 },
    tls: { ok: true, ms: 3, protocol: 'TLSv1.3' },
    hub: { ok: true, ms: 4, version: '0.1.0', works: true },
    broker: { type: 'tried', connected: { ok: true, ms: 9 }, roundTripMs: 2 },
  };
  const of = (more: Partial<NetworkFacts>): string[] =>
    judgeNetwork({ ...way, ...more }).map(({ verdict }) => verdict);
  assert.deepEqual(of({}), ['ok', 'ok', 'ok', 'ok', 'ok']);
  const why = 'ENOTFOUND';
  assert.deepEqual(of({ address: { ok: false, why }, tcp: undefined, tls: undefined, hub: undefined }), [
    'fail',
    'not-tried',
    'not-tried',
    'not-tried',
    'ok',
  ]);
  assert.equal(of({ hub: { ok: true, ms: 4, version: '0.1.0', works: false } })[3], 'warning');
  assert.equal(of({ broker: { type: 'held', online: false } })[4], 'fail');
  assert.equal(of({ broker: { type: 'left' } })[4], 'not-tried');
  const refused = judgeNetwork({
    ...way,
    broker: { type: 'tried', connected: { ok: false, why: 'x', refused: true } },
  })[4];
  assert.match(refused?.todo ?? '', /Enrol the seat/);
});
