import assert from 'node:assert/strict';
import { test } from 'node:test';
import { riskOf } from '@invigil/behaviour';
import {
  Accommodations,
  Policy,
  Risk,
  isRoomKind,
  type SeatEvent,
  type Signal,
  withAccommodations,
} from '@invigil/contract';
import type * as z from 'zod';
import { sha256Hex } from '../lib/sha256.js';
import { batchOf } from '../lib/testing.js';
import type { SeatSignal } from '../room/seat-signal.js';
import { grid, look, seeded, shuffled, told } from '../room/test-room.js';
import { sessionOf } from '../room/test-session.js';
import { timelineOf } from '../store/timeline.js';
import { setUp } from './test-ingest.js';

const POLICY = Policy.parse({});
const PLACES = grid(3, 4);
type Arranged = Readonly<Record<string, z.input<typeof Accommodations>>>;

function roomsWith(arranged: Arranged) {
  const seats = PLACES.map((place) => ({
    ...place,
    label: place.seat,
    tokenHash: sha256Hex(place.seat),
    ...(arranged[place.seat] && { accommodations: arranged[place.seat] }),
  }));
  return { rooms: [{ room: 'r2', name: 'Room 2', rows: 3, columns: 4, seats }] };
}
const ROOM = roomsWith({});

/** A room of twelve seats that are all online. */
async function room(dataDir?: string, arranged: Arranged = {}) {
  const hub = await setUp(dataDir, undefined, roomsWith(arranged));
  hub.clock.at = 1_000_000;
  for (const { seat } of PLACES) {
    const online = { state: 'online', boot: bootOf(seat), at: hub.clock.at };
    hub.receive('state', JSON.stringify(online), false, seat);
  }
  await hub.ingest.flush();
  const seqs = new Map<string, number>();
  /** Committed with the next `flush`; `at` negative: told late. */
  const tell = (seat: string, at: number, ...bodies: SeatEvent['body'][]): void => {
    const hist = bodies.length > 0 && at < 0;
    const events = bodies.map((body): SeatEvent => {
      const seq = (seqs.get(seat) ?? 0) + 1;
      seqs.set(seat, seq);
      return { seq, session: null, at: Math.abs(at), ...(hist && { hist: true as const }), body };
    });
    hub.receive('evt', JSON.stringify(batchOf(events, bootOf(seat))), false, seat);
  };
  const signals = async () => {
    const rows = await hub.db.selectFrom('signal').selectAll().orderBy('id').execute();
    return rows.map((row) => ({ ...row, incident_id: undefined }));
  };
  const findings = async () => (await signals()).filter(({ source }) => source === 'room');
  const numbers = () => hub.db.selectFrom('hub_risk').selectAll().orderBy('at').execute();
  return { ...hub, tell, signals, findings, numbers };
}
type Room = Awaited<ReturnType<typeof room>>;

function bootOf(seat: string): string {
  return sha256Hex(seat).slice(0, 16);
}

/** Looks of `a2` to the left, from and to in seconds. */
const LOOKS = [
  look('a2', 'left', [500, 505]),
  look('a2', 'left', [600, 606]),
  look('a2', 'left', [700, 706]),
];

/** What seats tell of signals when they open and when they close, and of their risk then; the last is committed with the rest. */
async function tellSpells(
  hub: Pick<Room, 'tell' | 'ingest'>,
  ...spells: readonly SeatSignal[]
): Promise<void> {
  for (const { seat, signal, hist } of spells) {
    const at = (time: number) => (hist ? -time : time);
    const open = { ...signal, endedAt: null };
    hub.tell(seat, at(signal.openedAt), { type: 'signal-opened', signal: open }, riskWith(signal));
    if (signal.endedAt === null) continue;
    hub.tell(seat, at(signal.endedAt + 1500), { type: 'signal-closed', signal }, riskWith(signal));
  }
  await hub.ingest.flush();
}

function riskWith(
  { id, kind, startedAt, confidence, seenMs = 0 }: Signal,
  policy = POLICY,
): SeatEvent['body'] {
  if (kind !== 'looking-away' && kind !== 'extra-person') throw new RangeError(kind);
  const term = { signalId: id, kind, since: startedAt, confidence, seenMs, sinceEndMs: 0, shared: 1 };
  return { type: 'risk', risk: Risk.parse(riskOf([term], 'calm', policy)) };
}

test('without findings every number that is shown is the seat’s own, and nothing is kept beside it', async () => {
  const hub = await room();
  const events = sessionOf(3);
  for (let from = 0; from < events.length; from += 25) {
    await hub.say('evt', batchOf(events.slice(from, from + 25), bootOf('b2')), false, 'b2');
    const last = events.slice(0, from + 25).findLast(({ body }) => body.type === 'risk')?.body;
    if (last?.type === 'risk') assert.deepEqual(hub.view('b2')?.risk, last.risk);
  }
  assert.deepEqual(await hub.numbers(), []);
  const told = events.flatMap(({ at, body }) => (body.type === 'risk' ? [{ at, risk: body.risk }] : []));
  assert.ok(told.length > 30);
  assert.deepEqual(
    hub.risks.map(({ at, risk }) => ({ at, risk })),
    told,
  );
});

test('the third look toward a neighbour is a finding: kept, in the incident, and in the number', async () => {
  const hub = await room();
  await tellSpells(hub, ...LOOKS.slice(0, 2));
  assert.deepEqual(await hub.findings(), []);
  await tellSpells(hub, LOOKS[2]!);
  const [finding, ...others] = await hub.findings();
  assert.equal(others.length, 0);
  assert.deepEqual(
    [finding?.kind, finding?.toward, finding?.started_at, finding?.ended_at],
    ['neighbour-looks', 'a1', 500_000, 706_000],
  );
  const [incident, ...more] = await hub.incidents();
  assert.equal(more.length, 0, 'what it rests on belongs to it');
  assert.deepEqual(
    incident?.signals
      .map(({ basis, kind }) => `${kind} ${basis?.length ?? 0}`)
      .toSorted((a, b) => a.localeCompare(b)),
    ['looking-away 0', 'looking-away 0', 'looking-away 0', 'neighbour-looks 3'],
  );
  const number = hub.view('a2')!.risk;
  assert.deepEqual(
    number.contributions.map(({ kind }) => kind).toSorted((a, b) => a.localeCompare(b)),
    ['looking-away', 'neighbour-looks'],
  );
  const body = riskWith(LOOKS[2]!.signal);
  assert.ok(body.type === 'risk' && number.score > body.risk.score);
  const stored = await hub.db.selectFrom('event').select('body').orderBy('at').execute();
  assert.equal(stored.at(-1)?.body, JSON.stringify(body), 'what the seat told stays as it told it');
  const seat = await hub.db
    .selectFrom('seat')
    .select('id')
    .where('seat', '=', 'a2')
    .executeTakeFirstOrThrow();
  const curve = await timelineOf(hub.db, seat.id, 0, 2_000_000);
  assert.deepEqual(curve.risk.at(-1)?.risk, number);
  assert.ok(curve.signals.some(({ kind }) => kind === 'neighbour-looks'));
});

test('a finding that rests on looks of before a restart is found, and the number is there again', async () => {
  const first = await room();
  await tellSpells(first, ...LOOKS.slice(0, 2));
  await first.db.destroy();
  const second = await room(first.config.dataDir);
  const third = LOOKS[2]!.signal;
  const events: SeatEvent[] = [
    {
      seq: 9,
      session: null,
      at: third.openedAt,
      body: { type: 'signal-opened', signal: { ...third, endedAt: null } },
    },
    { seq: 10, session: null, at: third.openedAt, body: riskWith(third) },
  ];
  await second.say('evt', batchOf(events, bootOf('a2')), false, 'a2');
  const [finding] = await second.findings();
  assert.equal(finding?.ended_at, null);
  const shown = second.view('a2')!;
  assert.equal(shown.signals.length, 2);
  await second.db.destroy();
  const again = await setUp(first.config.dataDir, undefined, ROOM);
  assert.deepEqual(again.view('a2')?.risk, shown.risk);
  assert.deepEqual(again.view('a2')?.signals, shown.signals);
});

test('between what a seat tells its findings fade, until the number is the seat’s own again', async () => {
  const hub = await room();
  hub.clock.at = 707_000;
  await tellSpells(hub, ...LOOKS);
  const scores: number[] = [hub.view('a2')!.risk.score];
  for (let second = 0; second < 1200; second += 2) {
    hub.clock.at += 2000;
    await hub.sweep();
    scores.push(hub.view('a2')!.risk.score);
  }
  const falls = scores.slice(1).every((score, index) => score <= (scores[index] ?? 0));
  assert.ok(falls);
  const own = riskWith(LOOKS[2]!.signal);
  assert.ok(own.type === 'risk');
  assert.equal(scores.at(-1), own.risk.score);
  assert.equal(
    hub.view('a2')!.risk.contributions.some(({ kind }) => isRoomKind(kind)),
    false,
  );
  const kept = (await hub.numbers()).filter(({ told }) => told === 0);
  assert.equal(kept.length > 5 && kept.length < 40, true, `a point each time: ${kept.length}`);
});

test('the same signals leave the same findings and shared causes, in whatever order they came', async () => {
  const random = seeded(11);
  const looks = PLACES.flatMap(({ seat }) =>
    Array.from({ length: 5 }, () => {
      const from = 500 + Math.round(random() * 4000) / 10;
      return look(seat, random() < 0.5 ? 'left' : 'right', [from, from + 4 + Math.round(random() * 50) / 10]);
    }),
  );
  const meet = [520, 640].flatMap((from) => [
    look('b2', 'right', [from, from + 5.3]),
    look('b3', 'left', [from + 2, from + 7.1]),
  ]);
  const walk = ['a1', 'b1', 'c1'].map((seat, index) =>
    told(seat, 'extra-person', [600 + index * 8, 606 + index * 8]),
  );
  const left: object[] = [];
  for (const seed of [1, 2, 3]) {
    const hub = await room();
    const told = shuffled([...looks, ...meet, ...walk], seeded(seed));
    for (let from = 0; from < told.length; from += 5) await tellSpells(hub, ...told.slice(from, from + 5));
    left.push(await hub.signals());
  }
  const [first, second, third] = left;
  assert.ok(Array.isArray(first));
  const count = (what: (row: { kind: string; shared: string | null }) => boolean) =>
    first.filter(what).length;
  const found = [
    count(({ kind }) => kind === 'neighbour-looks'),
    count(({ kind }) => kind === 'mutual-looks'),
    count(({ shared }) => shared !== null),
  ];
  assert.equal(
    found.every((of) => of >= 2),
    true,
    found.join(' '),
  );
  for (const other of [second, third]) {
    assert.ok(Array.isArray(other));
    // One by one: a difference of two such lists takes minutes to be drawn.
    for (const [index, row] of first.entries()) assert.deepEqual(other[index], row);
    assert.equal(other.length, first.length);
  }
});

test('when most of the room looks up at once, it counts for less at each seat, and the signal says why', async () => {
  const hub = await room();
  const ups = PLACES.slice(0, 9).map(({ seat }, index) =>
    told(seat, 'looking-away', [900 + index / 10, 912], { direction: 'up' }),
  );
  await tellSpells(hub, ...ups.slice(0, 7));
  const before = hub.view('a1')!.risk.score;
  await tellSpells(hub, ...ups.slice(7));
  for (const { seat, signal } of ups) {
    const [term] = hub.view(seat)!.risk.contributions;
    assert.equal(term?.factors?.shared, 0.25, seat);
    const found = (await hub.incidents()).find((one) => one.seat === seat)!.signals[0]!;
    assert.equal(found.id, signal.id);
    assert.deepEqual([found.shared?.cause, found.shared?.basis.length], ['room', 9]);
  }
  assert.ok(hub.view('a1')!.risk.score < before / 2, 'also where nothing new was told');
});

test('who walks from seat to seat counts for less at each, who stays counts in full', async () => {
  const hub = await room();
  const walk = ['a2', 'b2', 'c2'].map((seat, index) =>
    told(seat, 'extra-person', [900 + index * 8, 906 + index * 8]),
  );
  const visitor = told('a4', 'extra-person', [900, 950]);
  await tellSpells(hub, visitor, ...walk);
  assert.deepEqual(
    ['a2', 'b2', 'c2', 'a4'].map((seat) => hub.view(seat)!.risk.contributions[0]?.factors?.shared),
    [0.25, 0.25, 0.25, 1],
  );
});

test('late history makes findings for the record, and changes no finding that was made live', async () => {
  const hub = await room();
  await tellSpells(hub, ...LOOKS);
  const before = await hub.findings();
  const late = (seat: string, from: number) => look(seat, 'left', [from, from + 5], { hist: true });
  await tellSpells(hub, ...[715, 730, 745].map((from) => late('a2', from)));
  assert.deepEqual(await hub.findings(), before);
  assert.ok(hub.view('a2')!.risk.contributions.some(({ kind }) => kind === 'neighbour-looks'));
  await tellSpells(hub, ...[500, 550, 600].map((from) => late('b3', from)));
  const made = (await hub.findings()).find(({ toward }) => toward === 'b2');
  assert.equal(made?.hist, 1);
  assert.equal((await hub.incidents()).find(({ seat }) => seat === 'b3')?.hist, true);
  assert.ok(!hub.view('b3')!.risk.contributions.some(({ kind }) => isRoomKind(kind)));
});

test('a look that turned out to be to the other side takes its finding back', async () => {
  const hub = await room();
  await tellSpells(hub, ...LOOKS.slice(0, 2));
  const third = LOOKS[2]!.signal;
  hub.tell(
    'a2',
    third.openedAt,
    { type: 'signal-opened', signal: { ...third, endedAt: null } },
    riskWith(third),
  );
  await hub.ingest.flush();
  assert.equal((await hub.findings()).length, 1);
  const right = { ...third, direction: 'right' as const };
  hub.tell('a2', 707_500, { type: 'signal-closed', signal: right }, riskWith(third));
  await hub.ingest.flush();
  assert.deepEqual(await hub.findings(), []);
  assert.equal((await hub.incidents()).length, 3);
  assert.ok(!hub.view('a2')!.risk.contributions.some(({ kind }) => isRoomKind(kind)));
  assert.deepEqual(hub.view('a2')!.signals, []);
});

test('a seat’s number is summed under its own policy: what was arranged holds for findings too', async () => {
  const looksAround = { words: 'may look around', looksAround: true };
  const usual = await room();
  const eased = await room(undefined, { a2: looksAround });
  const policy = withAccommodations(POLICY, Accommodations.parse(looksAround));
  await tellSpells(usual, ...LOOKS);
  for (const { seat, signal } of LOOKS) {
    const open = { ...signal, endedAt: null };
    const risk = riskWith(signal, policy);
    eased.tell(seat, signal.openedAt, { type: 'signal-opened', signal: open }, risk);
    eased.tell(seat, (signal.endedAt ?? 0) + 1500, { type: 'signal-closed', signal }, risk);
  }
  await eased.ingest.flush();
  const pointsOf = (hub: Room) =>
    hub.view('a2')?.risk.contributions.find(({ kind }) => kind === 'neighbour-looks')?.points ?? 0;
  assert.equal((await eased.findings()).length, 1);
  assert.ok(pointsOf(eased) > 0 && pointsOf(eased) < pointsOf(usual));
});

test('a finding that is off by arrangement is not made, at neither seat where it is about both', async () => {
  const off = { words: 'looks are not compared', off: ['neighbour-looks' as const, 'mutual-looks' as const] };
  const hub = await room(undefined, { a2: off });
  await tellSpells(hub, ...LOOKS, ...LOOKS.map((one) => back(one)));
  const kinds = (await hub.findings()).map(({ kind, seat_id }) => `${kind} ${seat_id}`);
  const without = await room();
  await tellSpells(without, ...LOOKS, ...LOOKS.map((one) => back(one)));
  const usual = (await without.findings()).map(({ kind, seat_id }) => `${kind} ${seat_id}`);
  assert.ok(usual.some((one) => one.startsWith('mutual')) && usual.length > kinds.length);
  assert.ok(kinds.every((one) => !one.startsWith('mutual')));
  assert.equal(kinds.length, 1, 'the neighbour’s own looks stay');
});

/** The same look at the same time, from the neighbour to the other side. */
function back({ signal, hist }: SeatSignal): SeatSignal {
  return { ...look('a1', 'right', [signal.startedAt / 1000, (signal.endedAt ?? 0) / 1000]), hist };
}
