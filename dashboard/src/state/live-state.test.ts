import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Incident, LiveChange, LiveFrame } from '@invigil/contract';
import { SAMPLE_NOW, sampleIncident, sampleRisk, sampleSeat } from '../lib/sample-views.js';
import { INITIAL_STATE, reduceLive, type LiveState } from './live-state.js';

test('a delta replaces the seats that it names and leaves the others as they are', () => {
  const before = snapshot(INITIAL_STATE, [sampleSeat(), sampleSeat({ seat: 'b1' })]);
  const after = delta(before, [{ type: 'seat', seat: sampleSeat({ risk: sampleRisk(50) }) }]);
  assert.equal(after.seats.get('room-1/a1')?.risk.score, 50);
  assert.equal(after.seats.get('room-1/b1'), before.seats.get('room-1/b1'));
});

test('a snapshot replaces everything that was before', () => {
  const before = delta(snapshot(INITIAL_STATE, [sampleSeat()]), [
    { type: 'incident', incident: sampleIncident(1) },
  ]);
  const after = snapshot(before, [sampleSeat({ seat: 'c1' })]);
  assert.deepEqual([...after.seats.keys()], ['room-1/c1']);
  assert.equal(after.incidents.size, 0);
  assert.equal(after.snapshots, 2);
});

test('an empty delta says that the hub is there and changes nothing else', () => {
  const before = snapshot(INITIAL_STATE, [sampleSeat()]);
  const after = reduceLive(before, { type: 'frame', frame: frame([]), receivedAt: SAMPLE_NOW + 2000 });
  assert.deepEqual(after.connection, { status: 'live', receivedAt: SAMPLE_NOW + 2000 });
  assert.equal(after.seats, before.seats);
});

test('keeps the time since which the connection is lost over further failures', () => {
  const lost = [100, 900].reduce<LiveState>(
    (state, after) => reduceLive(state, { type: 'lost', reason: 'closed', at: SAMPLE_NOW + after }),
    snapshot(INITIAL_STATE, [sampleSeat()]),
  );
  const { connection } = lost;
  assert.ok(connection.status === 'lost');
  assert.equal(connection.since, SAMPLE_NOW, 'when the hub was heard last');
  assert.equal(lost.seats.size, 1, 'what was known stays on the page');
});

test('forgets an incident an hour after its end', () => {
  const ended = sampleIncident(1, { endedAt: SAMPLE_NOW - 3_600_001 });
  const open = sampleIncident(2, { startedAt: SAMPLE_NOW - 9_000_000 });
  const after = delta(snapshot(INITIAL_STATE, []), [
    { type: 'incident', incident: ended },
    { type: 'incident', incident: open },
  ]);
  assert.deepEqual([...after.incidents.keys()], [open.id]);
});

test('an incident that became part of another one is gone, whatever else the change tells', () => {
  const [one, two] = [sampleIncident(1), sampleIncident(2)];
  const before = delta(snapshot(INITIAL_STATE, [sampleSeat()]), [
    { type: 'incident', incident: one, change: 'new' },
    { type: 'incident', incident: two, change: 'new' },
  ]);
  const gone = {
    type: 'incident-removed',
    room: two.room,
    seat: two.seat,
    id: two.id,
    into: one.id,
  } as const;
  const joined = { ...one, signals: [...one.signals, ...two.signals] };
  const { endedAt, severity, startedAt } = one;
  const after = delta(before, [
    { type: 'incident', incident: joined, change: 'update', before: { endedAt, severity, startedAt } },
    gone,
  ]);
  assert.deepEqual([...after.incidents.values()], [joined]);
  assert.equal(delta(after, [gone]).incidents.size, 1, 'it can be told twice');
});

test('an answer of the hub changes what is on the page, and neither what is newer there nor what is not', () => {
  const one = sampleIncident(1, { judged: judgedBy('eva', 1) });
  const before = delta(snapshot(INITIAL_STATE, [sampleSeat()]), [
    { type: 'incident', incident: one, change: 'new' },
  ]);
  const answer = (state: LiveState, incident: Incident) => reduceLive(state, { type: 'incident', incident });
  const later = { ...one, judged: judgedBy('kim', 2) };
  const after = answer(before, later);
  assert.equal(after.incidents.get(one.id), later);
  assert.equal(answer(after, one), after, 'the feed was faster');
  const grown = delta(after, [
    {
      type: 'incident',
      incident: { ...later, signals: [...one.signals, ...sampleIncident(2).signals] },
      change: 'update',
      before: { endedAt: one.endedAt, severity: one.severity, startedAt: one.startedAt },
    },
  ]);
  assert.equal(answer(grown, later), grown);
  assert.equal(answer(before, sampleIncident(3)), before, 'of another day, or part of another one by now');
});

function judgedBy(by: string, n: number): NonNullable<Incident['judged']> {
  return { state: 'cleared', n, at: SAMPLE_NOW + n, by, reason: 'harmless', grown: false };
}

test('follows the hub’s clock', () => {
  const at = SAMPLE_NOW - 5000;
  const state = reduceLive(INITIAL_STATE, { type: 'frame', frame: frame([]), receivedAt: at });
  assert.equal(at + state.hubAheadMs, SAMPLE_NOW);
});

test('an answer for a page that has been left is dropped', () => {
  const opened = reduceLive(INITIAL_STATE, { type: 'trace-opened', key: 'room-1/b1' });
  const timeline = { from: 0, to: 1, signals: [], risk: [{ at: 0, risk: sampleRisk(1) }] };
  const beside = { talk: { notes: [], messages: [], hands: [] }, incidents: [], minutes: [] };
  assert.equal(
    reduceLive(opened, { type: 'trace-loaded', key: 'room-1/a1', timeline, challenges: [], ...beside }),
    opened,
  );
});

test('a room that was arranged anew takes the place of the one before', () => {
  const room = { room: 'room-1', name: 'Room 1', rows: 1, columns: 2, policyHash: '0'.repeat(64) };
  const other = { ...room, room: 'room-2' };
  const before = { ...snapshot(INITIAL_STATE, []), rooms: [room, other] };
  const after = delta(before, [{ type: 'room', room: { ...room, rows: 5 } }]);
  assert.deepEqual(
    after.rooms.map(({ room: name, rows }) => [name, rows]),
    [
      ['room-1', 5],
      ['room-2', 1],
    ],
  );
  assert.equal(after.rooms[1], other);
});

function snapshot(state: LiveState, seats: ReturnType<typeof sampleSeat>[]): LiveState {
  const all = {
    type: 'snapshot',
    v: 1,
    n: 0,
    at: SAMPLE_NOW,
    centre: 'here',
    rooms: [],
    seats,
    incidents: [],
  } as const;
  return reduceLive(state, {
    type: 'frame',
    frame: { ...all, rooms: [], incidents: [] },
    receivedAt: SAMPLE_NOW,
  });
}

function delta(state: LiveState, changes: LiveChange[]): LiveState {
  return reduceLive(state, { type: 'frame', frame: frame(changes), receivedAt: SAMPLE_NOW });
}

function frame(changes: LiveChange[]): LiveFrame {
  return { type: 'delta', n: 1, at: SAMPLE_NOW, changes };
}
