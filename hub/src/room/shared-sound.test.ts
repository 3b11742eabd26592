import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedSounds } from './shared-sound.js';
import { grid, RULES, seeded, shuffled, told } from './test-room.js';

const PLACES = grid(4, 5);
const RULE = RULES.sharedCause;
const ALL = new Set(PLACES.map(({ seat }) => seat));

/** A voice that a seat's microphone heard, from and to in seconds, so much over its quiet, dB. */
function voice(seat: string, span: readonly [number, number | null], aboveQuietDb?: number) {
  return told(seat, 'voice-heard', span, {
    source: 'microphone',
    ...(aboveQuietDb !== undefined && { detail: { aboveQuietDb } }),
  });
}

function seatsOf(
  signals: readonly ReturnType<typeof voice>[],
  listening: ReadonlySet<string> = ALL,
): string[] {
  const shared = sharedSounds(signals, PLACES, listening, RULE);
  return signals.filter(({ signal }) => shared.has(signal.id)).map(({ seat }) => seat);
}

/** An announcement: every seat hears it, a few dB apart, and notices it a second apart. */
function announcement(span: readonly [number, number]) {
  return PLACES.map(({ seat }, i) => voice(seat, [span[0] + (i % 3), span[1] + (i % 2)], 18 + (i % 5)));
}

test('what every microphone hears about as loud is the room’s, and it is said where else it was heard', () => {
  const voices = announcement([100, 120]);
  assert.equal(seatsOf(voices).length, 20);
  const shared = sharedSounds(voices, PLACES, ALL, RULE);
  const corner = shared.get(voices[0]!.signal.id);
  assert.deepEqual([corner?.cause, corner?.factor, corner?.basis.length], ['sound', 0.25, 8]);
  assert.equal(
    new Set(corner?.basis.map(({ seat }) => seat)).size,
    8,
    'each neighbour once, and not the seat itself',
  );
});

test('who speaks aloud is heard all around, and stays the one who spoke', () => {
  const around = ['b2', 'b3', 'b4', 'c2', 'c4', 'd2', 'd3', 'd4'].map((seat) => voice(seat, [100, 110], 12));
  assert.deepEqual(seatsOf([voice('c3', [100, 110], 30), ...around]).includes('c3'), false);
});

test('two who talk with each other are not the room, however loud', () => {
  assert.deepEqual(seatsOf([voice('b2', [100, 130], 25), voice('b3', [100, 130], 25)]), []);
  const alone = new Set(['b2', 'b3']);
  assert.deepEqual(seatsOf([voice('b2', [100, 130], 25), voice('b3', [100, 130], 25)], alone), []);
});

test('most of the microphones around have to hear it, of those that listen', () => {
  const three = ['a1', 'a2', 'a3'].map((seat) => voice(seat, [100, 120], 20));
  assert.deepEqual(seatsOf(three), []);
  assert.deepEqual(seatsOf(three, new Set(['a1', 'a2', 'a3'])), ['a1', 'a2', 'a3']);
});

test('who goes on when the announcement is over is no part of it', () => {
  const voices = announcement([100, 120]).filter(({ seat }) => seat !== 'b3');
  assert.equal(seatsOf([...voices, voice('b3', [100, 150], 20)]).includes('b3'), false);
  assert.equal(seatsOf([...voices, voice('b3', [101, 118], 20)]).includes('b3'), true);
  assert.equal(seatsOf([...voices, voice('b3', [101, null], 20)]).includes('b3'), false, 'it goes on alone');
});

test('a sound that goes on everywhere is the room’s while it does', () => {
  const voices = announcement([100, 120]).map((one) => ({
    ...one,
    signal: { ...one.signal, endedAt: null },
  }));
  assert.equal(seatsOf(voices).length, 20);
});

test('other seconds, far seats and voices without a level say nothing', () => {
  const own = voice('a1', [100, 120], 20);
  const near = ['a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3'];
  assert.deepEqual(seatsOf([own, ...near.map((seat) => voice(seat, [140, 160], 20))]).includes('a1'), false);
  assert.deepEqual(
    seatsOf([own, ...['d4', 'd5', 'a5', 'c4'].map((seat) => voice(seat, [100, 120], 20))]).includes('a1'),
    false,
  );
  assert.deepEqual(seatsOf([own, ...near.map((seat) => voice(seat, [100, 120]))]).includes('a1'), false);
  assert.deepEqual(
    seatsOf([voice('a1', [100, 120]), ...near.map((seat) => voice(seat, [100, 120], 20))]).includes('a1'),
    false,
  );
  assert.deepEqual(seatsOf([own, ...near.map((seat) => voice(seat, [100, 120], 20))]).includes('a1'), true);
});

test('the order in which the signals came does not matter', () => {
  const voices = [...announcement([100, 120]), voice('c3', [130, 140], 30), voice('b2', [131, 139], 12)];
  const found = (some: typeof voices) =>
    [...sharedSounds(some, PLACES, ALL, RULE)].toSorted(([a], [b]) => a.localeCompare(b));
  for (let seed = 1; seed <= 10; seed += 1)
    assert.deepEqual(found(shuffled(voices, seeded(seed))), found(voices));
});
