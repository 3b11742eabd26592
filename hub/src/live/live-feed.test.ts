import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Incident, LiveFrame, decode } from '@invigil/contract';
import { planRooms } from '../lib/room-plan.js';
import { BOOT, testConfig, testMinute, testSignal } from '../lib/testing.js';
import { Board } from './board.js';
import { LiveFeed } from './live-feed.js';

function page() {
  const frames: LiveFrame[] = [];
  const socket = {
    waiting: 0,
    send: (text: string) => {
      const read = decode(LiveFrame, text);
      if (!read.ok) throw new Error(read.error.message);
      frames.push(read.value);
    },
    bufferedAmount: () => socket.waiting,
  };
  return { frames, socket };
}

function setUp() {
  const board = new Board(planRooms(testConfig()));
  const looks: string[] = [];
  const onLook = (key: string, user: string) => looks.push(`${user} at ${key}`);
  const feed = new LiveFeed({ centre: 'north', board, clock: { now: () => 50_000 }, onLook, renewMs: 1000 });
  return { board, feed, looks };
}

const admin = (name: string) => ({ name, role: 'admin' }) as const;

const A1 = { centre: 'north', room: 'r2', seat: 'a1' };

test('begins with a snapshot and counts each delta up from it', () => {
  const { board, feed } = setUp();
  const { frames, socket } = page();
  feed.connect(socket, admin('eva'));
  board.presence('r2/a1', { state: 'online', boot: BOOT, at: 40_000, watchedSince: 40_000 });
  feed.seat('r2/a1');
  feed.flush();
  feed.flush();
  assert.deepEqual(
    frames.map((frame) => [frame.type, frame.n]),
    [
      ['snapshot', 0],
      ['delta', 1],
      ['delta', 2],
    ],
  );
  const [snapshot, delta, heartbeat] = frames;
  assert.ok(
    snapshot?.type === 'snapshot' && snapshot.seats.length === 2 && snapshot.seats[0]?.state === 'never',
  );
  assert.ok(
    delta?.type === 'delta' && delta.changes[0]?.type === 'seat' && delta.changes[0].seat.state === 'online',
  );
  assert.ok(heartbeat?.type === 'delta' && heartbeat.changes.length === 0);
});

test('sends one tile for many changes of a seat that come together', () => {
  const { feed } = setUp();
  const { frames, socket } = page();
  feed.connect(socket, admin('eva'));
  for (let i = 0; i < 10; i += 1) feed.seat('r2/a1');
  feed.flush();
  assert.ok(frames[1]?.type === 'delta' && frames[1].changes.length === 1);
});

test('tells signals and minutes of a seat only to who watches it', () => {
  const { feed, looks } = setUp();
  const [watching, other] = [page(), page()];
  const connection = feed.connect(watching.socket, admin('eva'));
  feed.connect(other.socket, admin('max'));
  connection.watch(A1);
  feed.signal(A1, testSignal());
  feed.analysis(A1, testMinute(1));
  feed.flush();
  connection.unwatch(A1);
  feed.signal(A1, testSignal());
  feed.analysis(A1, testMinute(2));
  feed.flush();
  const counts = (frames: LiveFrame[]) =>
    frames.slice(1).map((frame) => (frame.type === 'delta' ? frame.changes.length : -1));
  assert.deepEqual(counts(watching.frames), [2, 0]);
  assert.deepEqual(counts(other.frames), [0, 0]);
  assert.deepEqual(looks, ['eva at r2/a1']);
});

test('lets nobody watch a seat that there is not', () => {
  const { feed, looks } = setUp();
  const { socket, frames } = page();
  feed.connect(socket, admin('eva')).watch({ room: 'r2', seat: 'zz' });
  feed.preview({ room: 'r2', seat: 'zz' }, 1);
  feed.flush();
  assert.deepEqual(looks, []);
  assert.ok(frames[1]?.type === 'delta' && frames[1].changes.length === 0);
});

test('gives a page that is too slow a new snapshot once it has caught up, and nothing before', () => {
  const { feed } = setUp();
  const { frames, socket } = page();
  feed.connect(socket, admin('eva'));
  socket.waiting = 2_000_000;
  feed.flush();
  socket.waiting = 500_000;
  feed.flush();
  assert.equal(frames.length, 1);
  socket.waiting = 1000;
  feed.flush();
  feed.flush();
  assert.deepEqual(
    frames.map((frame) => [frame.type, frame.n]),
    [
      ['snapshot', 0],
      ['snapshot', 0],
      ['delta', 1],
    ],
  );
});

function anIncident(more: Partial<Incident> = {}): Incident {
  const signal = testSignal();
  return {
    id: signal.id,
    room: 'r2',
    seat: 'a1',
    class: 'conduct',
    severity: 'watch',
    startedAt: 10_000,
    endedAt: null,
    signals: [signal],
    evidence: [],
    hist: false,
    ...more,
  };
}

/** The changes of all deltas of a page. */
function changesOf(frames: readonly LiveFrame[]) {
  return frames.flatMap((frame) => (frame.type === 'delta' ? frame.changes : []));
}

test('tells of an incident whether it is new, goes on or is over, and what it was before', () => {
  const { feed } = setUp();
  const { frames, socket } = page();
  feed.connect(socket, admin('eva'));
  const open = { severity: 'watch', startedAt: 10_000, endedAt: null } as const;
  feed.incident(anIncident(), null);
  feed.incident(anIncident({ severity: 'alert' }), open);
  feed.flush();
  feed.incident(anIncident({ severity: 'alert' }), open);
  feed.flush();
  feed.incident(anIncident({ severity: 'alert' }), { ...open, severity: 'alert' });
  feed.incident(anIncident({ endedAt: 20_000 }), { ...open, severity: 'alert' });
  feed.flush();
  feed.stop();
  assert.deepEqual(
    changesOf(frames).map((change) => change.type === 'incident' && [change.change, change.before]),
    [
      ['new', undefined],
      ['update', open],
      ['end', { ...open, severity: 'alert' }],
    ],
  );
});

test('tells that an incident became part of another one without starting over', () => {
  const { feed } = setUp();
  const { frames, socket } = page();
  feed.connect(socket, admin('eva'));
  const [gone, into] = [`${BOOT}-2`, `${BOOT}-1`];
  feed.incident(anIncident({ id: gone }), null);
  feed.incidentRemoved(A1, gone, into);
  feed.flush();
  feed.stop();
  assert.equal(frames.filter((frame) => frame.type === 'snapshot').length, 1);
  assert.deepEqual(changesOf(frames), [{ type: 'incident-removed', room: 'r2', seat: 'a1', id: gone, into }]);
});

test('a room that was arranged is told with each of its seats, to whoever sees the room', () => {
  const plan = planRooms(testConfig());
  const board = new Board(plan);
  const feed = new LiveFeed({
    centre: 'north',
    board,
    clock: { now: () => 50_000 },
    onLook: () => undefined,
    renewMs: 1000,
  });
  const [ours, theirs] = [page(), page()];
  feed.connect(ours.socket, admin('eva'));
  feed.connect(theirs.socket, { name: 'kim', role: 'invigilator', rooms: ['r9'] });
  const [room] = plan.rooms;
  assert.ok(room);
  Object.assign(room, { rows: 7 });
  feed.room('r2');
  feed.flush();
  const delta = ours.frames.at(-1);
  assert.ok(delta?.type === 'delta');
  assert.deepEqual(
    delta.changes.map((change) => (change.type === 'room' ? change.room.rows : change.type)),
    [7, 'seat', 'seat'],
  );
  const other = theirs.frames.at(-1);
  assert.ok(other?.type === 'delta' && other.changes.length === 0);
});
