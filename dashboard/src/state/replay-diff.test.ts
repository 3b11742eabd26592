import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Policy, type ReplayResult, type Signal } from '@invigil/contract';
import { fieldChanges, incidentDiffs, outcomeOf } from './replay-diff.js';

const BOOT = 'a'.repeat(16);

function signal(n: number, kind: Signal['kind'], from: number, to: number): Signal {
  const times = { startedAt: from, openedAt: from, endedAt: to };
  return { id: `${BOOT}-${n}`, kind, source: 'camera', confidence: 0.9, ...times };
}

function side(...signals: Signal[]): ReplayResult['live'] {
  return {
    signals,
    incidents: signals.map(({ endedAt, id, startedAt }) => ({
      id,
      class: 'conduct',
      severity: 'watch',
      startedAt,
      endedAt,
      signals: [id],
    })),
  };
}

function result(live: ReplayResult['live'], replayed: ReplayResult['live']): ReplayResult {
  const none = { appeared: [], vanished: [], changed: [] };
  return { boot: BOOT, policyHash: null, from: 0, to: 100_000, finished: true, live, replayed, ...none };
}

const STANDARD = Policy.parse({});

test('names the fields in which two policies differ, and not their names', () => {
  const other = Policy.parse({ id: 'other', version: 2, conduct: { phone: { enabled: false } } });
  assert.deepEqual(fieldChanges(STANDARD, other), [
    { path: 'conduct.phone.enabled', before: 'yes', after: 'no' },
  ]);
  assert.deepEqual(fieldChanges(STANDARD, STANDARD), []);
});

test('an incident vanishes, appears, changes or stays, and says by which fields of its kinds', () => {
  const other = Policy.parse({
    conduct: { phone: { enabled: false }, book: { weight: 90 } },
    lookingAway: { yawDeg: 12 },
  });
  const live = side(
    signal(1, 'phone', 0, 5000),
    signal(2, 'face-absent', 20_000, 30_000),
    signal(3, 'looking-away', 50_000, 55_000),
  );
  const replayed = side(
    signal(1, 'face-absent', 20_000, 30_000),
    signal(2, 'looking-away', 49_000, 55_000),
    signal(3, 'looking-away', 80_000, 85_000),
  );
  const diffs = incidentDiffs(result(live, replayed), fieldChanges(STANDARD, other));
  assert.deepEqual(
    diffs.map(({ because, what }) => [what, because.map(({ path }) => path)]),
    [
      ['vanished', ['conduct.phone.enabled']],
      ['same', []],
      ['changed', ['lookingAway.yawDeg']],
      ['appeared', ['lookingAway.yawDeg']],
    ],
  );
});

test('an incident that differs for another reason names no field', () => {
  const [one] = incidentDiffs(result(side(signal(1, 'phone', 0, 5000)), side()), []);
  assert.deepEqual([one?.what, one?.because], ['vanished', []]);
});

test('nothing on either side is not the same as incidents that stay the same', () => {
  const one = side(signal(1, 'phone', 0, 5000));
  const outcome = (live: ReplayResult['live'], replayed: ReplayResult['live']): string =>
    outcomeOf(incidentDiffs(result(live, replayed), []));
  assert.equal(outcome(side(), side()), 'nothing');
  assert.equal(outcome(one, one), 'same');
  assert.equal(outcome(one, side()), 'differs');
});
