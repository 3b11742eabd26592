import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveChange } from '@invigil/contract';
import { planRooms } from '../lib/room-plan.js';
import { testConfig, testSignal } from '../lib/testing.js';
import { silentSeat, viewOf } from './seat-now.js';
import { changesFor } from './shown-to.js';

const [planned] = planRooms(testConfig()).seats.values();
assert.ok(planned);
const now = silentSeat({ ...planned, candidate: 'Kim', arrangement: 'glasses' });
now.open.set('1', testSignal());
now.open.set('2', testSignal({ number: 2, kind: 'covered' }));
const incident = {
  id: testSignal().id,
  room: 'r2',
  seat: 'a1',
  class: 'conduct',
  severity: 'watch',
  startedAt: 1,
  endedAt: null,
  signals: [testSignal()],
  evidence: [],
  hist: false,
} as const;
const CHANGES: LiveChange[] = [
  { type: 'seat', seat: viewOf(now, 20_000) },
  { type: 'incident', incident: { ...incident, signals: [testSignal()], evidence: [] } },
  { type: 'incident-removed', room: 'r2', seat: 'a1', id: incident.id },
  { type: 'signal', room: 'r2', seat: 'a1', signal: testSignal() },
  { type: 'preview', room: 'r2', seat: 'a1', at: 1 },
];
const typesFor = (asker: Parameters<typeof changesFor>[0]) =>
  changesFor(asker, CHANGES).map(({ type }) => type);

test('tells an invigilator of the own rooms all, and of others nothing', () => {
  assert.equal(typesFor({ role: 'invigilator', rooms: ['r2'] }).length, CHANGES.length);
  assert.deepEqual(typesFor({ role: 'invigilator', rooms: ['r3'] }), []);
  assert.deepEqual(typesFor({ role: 'invigilator' }), []);
});

test('tells a technician of machines, without candidate, risk and what was seen of them', () => {
  const [change, ...more] = changesFor({ role: 'technician' }, CHANGES);
  assert.deepEqual(more, []);
  assert.ok(change?.type === 'seat');
  const { candidate, arrangement, risk, signals } = change.seat;
  assert.deepEqual([candidate, arrangement, risk.score], [null, undefined, 0]);
  assert.deepEqual(
    signals.map(({ kind }) => kind),
    ['covered'],
  );
});

test('tells a reviewer of incidents and nothing that is live of a candidate, and an auditor nothing', () => {
  assert.deepEqual(typesFor({ role: 'reviewer' }), ['seat', 'incident', 'incident-removed']);
  assert.deepEqual(typesFor({ role: 'auditor' }), []);
});
