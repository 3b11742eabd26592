import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Signal } from '@invigil/contract';
import { findLooks } from './find-looks.js';
import type { SeatSignal } from './seat-signal.js';
import { grid, look, RULES, seeded, shuffled, told } from './test-room.js';

const ROOM = { room: 'r2', places: grid(5, 6), rules: RULES };

/** Findings as short text, in order: kind, seat, toward, start and end in seconds. */
function story(found: readonly SeatSignal[]): string[] {
  return found
    .map(({ seat, signal, hist }) => {
      const { endedAt, kind, startedAt, toward } = signal;
      const end = endedAt === null ? 'on' : endedAt / 1000;
      return `${kind} ${seat} ${toward} ${startedAt / 1000}–${end}${hist ? ' late' : ''}`;
    })
    .toSorted((a, b) => a.localeCompare(b));
}

const THREE = [look('c3', 'left', [0, 5]), look('c3', 'left', [60, 66]), look('c3', 'left', [200, 207])];

test('three looks to the same side within five minutes are looks toward who sits there', () => {
  const found = findLooks('c3', ROOM, THREE);
  assert.deepEqual(story(found), ['neighbour-looks c3 c2 0–207']);
  const signal = found[0]!.signal;
  assert.deepEqual(Signal.parse(signal), signal);
  assert.deepEqual(
    signal.basis,
    THREE.map((one) => ({ seat: 'c3', signalId: one.signal.id })),
  );
  assert.equal(signal.openedAt, 204_000, 'it became a finding with the third look');
  assert.equal(signal.seenMs, 18_000);
});

test('a look to the candidate’s own left is toward the lower column, one to the right toward the higher', () => {
  const right = THREE.map((one) => ({ ...one, signal: { ...one.signal, direction: 'right' as const } }));
  assert.deepEqual(story(findLooks('c3', ROOM, right)), ['neighbour-looks c3 c4 0–207']);
});

test('looks to both sides do not add up, nor do looks up and down', () => {
  const mixed = [look('c3', 'left', [0, 5]), look('c3', 'right', [60, 66]), look('c3', 'left', [200, 207])];
  const up = THREE.map((one) => ({ ...one, signal: { ...one.signal, direction: 'up' as const } }));
  assert.deepEqual(story(findLooks('c3', ROOM, mixed)), []);
  assert.deepEqual(story(findLooks('c3', ROOM, up)), []);
});

test('nobody is looked at beyond the end of the row, beyond a free place but one, or where nobody sits', () => {
  assert.deepEqual(findLooks('c1', ROOM, THREE.map(at('c1'))), []);
  const apart = (...columns: number[]) => ({
    ...ROOM,
    places: ROOM.places.filter(({ row, column }) => row === 3 && columns.includes(column)),
  });
  assert.deepEqual(story(findLooks('c3', apart(1, 3), THREE)), ['neighbour-looks c3 c1 0–207']);
  assert.deepEqual(story(findLooks('c4', apart(1, 4), THREE.map(at('c4')))), []);
});

test('what ends before it began, as told by a seat whose clock was set back, makes no finding that can’t be kept', () => {
  for (const seenMs of [undefined, 1000]) {
    const back = [0, 60, 200].map((from) => look('c3', 'left', [from + 50, from], { seenMs }));
    for (const { signal } of findLooks('c3', ROOM, back)) Signal.parse(signal);
    for (const { signal } of findLooks('c3', ROOM, [...THREE, ...back])) Signal.parse(signal);
  }
});

function at(seat: string) {
  return (one: SeatSignal): SeatSignal => ({ ...one, seat });
}

test('eyes and head that turn one after the other are one look', () => {
  const eyes = told('c3', 'gaze-off-screen', [57, 60.5], { direction: 'left' });
  assert.deepEqual(story(findLooks('c3', ROOM, [...THREE.slice(0, 2), eyes])), []);
  const found = findLooks('c3', ROOM, [...THREE, eyes]);
  assert.equal(found[0]!.signal.basis?.length, 4);
  assert.equal(found[0]!.signal.seenMs, 5000 + 9000 + 7000, 'the time that both saw counts once');
});

test('a finding is open while the last look is, goes on with further ones, and a new one begins after its time', () => {
  const more = (from: number, to: number | null) => [...THREE, look('c3', 'left', [from, to])];
  assert.deepEqual(story(findLooks('c3', ROOM, more(250, null))), ['neighbour-looks c3 c2 0–on']);
  assert.deepEqual(story(findLooks('c3', ROOM, more(250, 255))), ['neighbour-looks c3 c2 0–255']);
  const ids = [THREE, more(250, null), more(250, 255)].map(
    (looks) => findLooks('c3', ROOM, looks)[0]!.signal.id,
  );
  assert.equal(new Set(ids).size, 1, 'it keeps its name');
  const again = [...more(310, 315), look('c3', 'left', [400, 405]), look('c3', 'left', [500, 505])];
  assert.deepEqual(story(findLooks('c3', ROOM, again)), [
    'neighbour-looks c3 c2 0–207',
    'neighbour-looks c3 c2 310–505',
  ]);
});

test('two looks that meet, twice, are a finding at both seats, whichever is asked', () => {
  const looks = [
    look('c3', 'right', [0, 10]),
    look('c4', 'left', [4, 12]),
    look('c4', 'left', [100, 120]),
    look('c3', 'right', [110, 115]),
    // These look the same way, and past each other.
    look('c5', 'left', [0, 10]),
    look('c3', 'right', [150, 155]),
    look('c4', 'left', [155, 160]),
  ];
  const between = looks.filter(({ seat }) => seat !== 'c5');
  const met = ['mutual-looks c3 c4 4–115', 'mutual-looks c4 c3 4–115'];
  for (const seat of ['c3', 'c4']) {
    const found = findLooks(seat, ROOM, looks).filter(({ signal }) => signal.kind === 'mutual-looks');
    assert.deepEqual(story(found), met);
    assert.equal(new Set(found.map(({ signal }) => signal.id)).size, 2);
    for (const { seat: own, signal } of found) {
      assert.equal(signal.seenMs, 11_000);
      assert.equal(signal.basis?.[0]?.seat, own, 'its own look comes first');
      assert.equal(signal.basis?.length, 4);
    }
  }
  assert.deepEqual(
    story(findLooks('c4', ROOM, between)).filter((one) => one.startsWith('mutual')),
    met,
  );
});

test('a policy that turns a finding off has none', () => {
  const off = { ...RULES, 'neighbour-looks': { ...RULES['neighbour-looks'], enabled: false } };
  assert.deepEqual(findLooks('c3', { ...ROOM, rules: off }, THREE), []);
});

test('what was told late changes no finding that was made without it, and makes its own', () => {
  const before = [
    look('c3', 'left', [-50, -45], { hist: true }),
    look('c3', 'left', [30, 35], { hist: true }),
  ];
  assert.deepEqual(findLooks('c3', ROOM, [...THREE, ...before]), findLooks('c3', ROOM, THREE));
  const late = [...before, ...THREE.slice(0, 2)];
  assert.deepEqual(story(findLooks('c3', ROOM, late)), ['neighbour-looks c3 c2 -50–66 late']);
});

test('a finding counts for less by the looks that the room shared', () => {
  const [first, second, third] = THREE;
  const shared = { cause: 'room' as const, factor: 0.25, basis: [] };
  const looks = [{ ...first!, signal: { ...first!.signal, shared } }, second!, third!];
  const { signal } = findLooks('c3', ROOM, looks)[0]!;
  assert.deepEqual(signal.shared, {
    cause: 'room',
    factor: 0.75,
    basis: [{ seat: 'c3', signalId: first!.signal.id }],
  });
});

test('the same looks give the same findings in whatever order they came', () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = seeded(seed);
    const looks = ROOM.places.flatMap(({ seat }) =>
      Array.from({ length: 12 }, () => {
        const from = Math.round(random() * 9000) / 10;
        const span = [from, random() < 0.05 ? null : from + 3 + Math.round(random() * 100) / 10] as const;
        return look(seat, random() < 0.5 ? 'left' : 'right', span, { hist: random() < 0.1 });
      }),
    );
    const all = (some: readonly SeatSignal[]) =>
      ROOM.places
        .flatMap(({ seat }) => findLooks(seat, ROOM, some))
        .toSorted((a, b) => `${a.seat}${a.signal.id}`.localeCompare(`${b.seat}${b.signal.id}`));
    const found = all(looks);
    assert.ok(found.length > 20, `seed ${seed}: ${found.length}`);
    assert.deepEqual(all(shuffled(looks, random)), found, `seed ${seed}`);
  }
});
