import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleIncident, sampleSeat, sampleSignal } from '../lib/sample-views.js';
import { type Found, searchRoom } from './room-search.js';

const SEATS = [
  sampleSeat({ seat: 'a10', label: 'A10', candidate: 'Ana Núñez' }),
  sampleSeat({ seat: 'a1', label: 'A1', candidate: 'Zoë Müller' }),
  sampleSeat({ seat: 'b2', label: 'B2' }),
  sampleSeat({ room: 'room-2', seat: 'a1', label: 'A1' }),
];
const PHONE = sampleIncident(1, { seat: 'b2', signals: [sampleSignal(1, { kind: 'phone' })] });
const LEFT = sampleIncident(2, {
  startedAt: SAMPLE_NOW + 5,
  signals: [sampleSignal(2, { direction: 'left' })],
  judged: { state: 'cleared', n: 1, at: SAMPLE_NOW, by: 'Eva', reason: 'other', grown: false },
});
const ELSEWHERE = sampleIncident(3, { room: 'room-2', signals: [sampleSignal(3, { kind: 'phone' })] });
const ALL = { seats: SEATS, incidents: [PHONE, LEFT, ELSEWHERE], said: new Set<string>() };

test('finds seats of the open room, the one that is named first, without minding accents and case', () => {
  assert.deepEqual(search('a1'), ['A1', 'A10', 'left at A1']);
  assert.deepEqual(search('MULLER'), ['A1', 'left at A1']);
  assert.deepEqual(search('nunez'), ['A10']);
});

test('finds incidents by what was seen and by who judged, all words together, the newest first', () => {
  assert.deepEqual(search('phone'), ['phone at B2']);
  assert.deepEqual(search('phone b2'), ['phone at B2']);
  assert.deepEqual(search('phone a1'), []);
  assert.deepEqual(search('eva'), ['left at A1']);
});

test('finds what the hub found in the words of a judgement, and nothing for nothing', () => {
  assert.deepEqual(search('lamp', new Set([PHONE.id])), ['phone at B2']);
  assert.deepEqual(search('  '), []);
});

function search(text: string, said: ReadonlySet<string> = ALL.said): string[] {
  return searchRoom(text, 'room-1', { ...ALL, said }).map(nameOf);
}

function nameOf(found: Found): string {
  if (found.type === 'seat') return found.seat.label;
  const { signals } = found.incident;
  return `${signals[0]?.direction ?? signals[0]?.kind} at ${found.seat?.label}`;
}
