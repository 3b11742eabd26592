import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoreLook } from '../store/look-at-store.js';
import {
  judgeAddress,
  judgeBackup,
  judgeBroker,
  judgeCertificates,
  judgeDisk,
  judgeKey,
  judgeMachine,
  judgeStore,
} from './judge-hub.js';

const SEEN: StoreLook = {
  type: 'seen',
  sizeMb: 3,
  check: 'ok',
  pending: [],
  unknown: [],
  seats: 4,
  heardLately: 3,
};

test('the store: whole, damaged, older, newer, or not to be opened', () => {
  const of = (more: object): string[] => judgeStore({ ...SEEN, ...more }).map(({ verdict }) => verdict);
  assert.deepEqual(of({}), ['ok', 'ok', 'ok']);
  assert.deepEqual(of({ check: 'row 3 missing from index' }), ['fail', 'ok', 'ok']);
  assert.deepEqual(of({ pending: ['0030-x'] }), ['ok', 'warning', 'ok']);
  assert.deepEqual(of({ pending: ['0030-x'], unknown: ['0099-y'] }), ['ok', 'fail', 'ok']);
  assert.equal(judgeStore({ type: 'none' })[0]?.verdict, 'ok');
  assert.equal(judgeStore({ type: 'failed', why: 'EACCES' })[0]?.verdict, 'fail');
  assert.equal(judgeStore({ type: 'away', database: 'postgres://x/y', why: 'z' })[0]?.verdict, 'fail');
});

test('disk and memory: at the limit it is well', () => {
  const disk = (freeMb: number): string => judgeDisk({ freeMb }).verdict;
  assert.deepEqual([disk(2000), disk(1999), disk(199)], ['ok', 'warning', 'fail']);
  assert.equal(judgeDisk({ why: 'not there' }).verdict, 'fail');
  const memory = (freeMb: number): string => judgeMachine({ cores: 4, totalMb: 8000, freeMb }).verdict;
  assert.deepEqual([memory(500), memory(499)], ['ok', 'warning']);
});

test('who listens at the hub’s address', () => {
  const url = 'http://127.0.0.1:8080';
  assert.equal(judgeAddress({ type: 'runs', url, version: '0.1.0', ms: 2 }).verdict, 'ok');
  assert.equal(judgeAddress({ type: 'free', url }).verdict, 'warning');
  assert.equal(judgeAddress({ type: 'taken', url, why: 'x' }).verdict, 'fail');
  assert.equal(judgeAddress({ type: 'unusable', url, why: 'x' }).verdict, 'fail');
  assert.equal(judgeBroker({ type: 'rests', where: 'x' }).verdict, 'not-tried');
  assert.equal(judgeBroker({ type: 'fails', where: 'x', why: 'y' }).verdict, 'fail');
});

test('certificates of hub, authority and browsers are each judged by their days', () => {
  const seen = { type: 'seen', hubDays: 30, authorityDays: 3000, ownDays: 6 } as const;
  assert.deepEqual(
    judgeCertificates(seen).map(({ check, verdict }) => `${check} ${verdict}`),
    ['certificate ok', 'authority ok', 'browser-certificate warning'],
  );
  assert.match(judgeCertificates({ ...seen, hubDays: -1 })[0]?.found ?? '', /has ended/);
  assert.equal(judgeCertificates({ type: 'off' })[0]?.verdict, 'ok');
});

test('a key that is gone fails where the store needs it', () => {
  assert.equal(judgeKey({ type: 'none', place: 'hub.key', stored: false }).verdict, 'ok');
  assert.equal(judgeKey({ type: 'none', place: 'hub.key', stored: true }).verdict, 'fail');
  assert.match(judgeKey({ type: 'file', place: 'hub.key', beside: true }).found, /lies beside/);
});

test('a backup that is late, on the same disk, or none, is told', () => {
  const seen = { type: 'seen', name: 'hub-x.sqlite', ageHours: 12, everyHours: 6, sameDisk: false } as const;
  assert.equal(judgeBackup(seen).verdict, 'ok');
  assert.match(judgeBackup({ ...seen, ageHours: 12.1 }).todo ?? '', /hub’s log/);
  assert.match(judgeBackup({ ...seen, sameDisk: true }).todo ?? '', /another disk/);
  assert.equal(judgeBackup({ type: 'none', folder: 'x' }).verdict, 'warning');
  assert.equal(judgeBackup({ type: 'off' }).verdict, 'warning');
});
