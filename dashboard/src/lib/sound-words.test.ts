import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Signal } from '@invigil/contract';
import { heardElsewhere } from './sound-words.js';

type Voice = Pick<Signal, 'kind' | 'shared'>;

/** A voice that some neighbours heard too. */
function heardBy(...seats: string[]): Voice {
  const basis = seats.map((seat, i) => ({ seat, signalId: `${'0'.repeat(16)}-${i + 1}` }));
  return { kind: 'voice-heard', shared: { cause: 'sound', factor: 0.25, basis } };
}

test('says at how many other seats a voice was heard', () => {
  const three = 'speech also heard at 3 neighbouring seats: probably the room’s sound';
  assert.equal(heardElsewhere([heardBy('a1', 'a2', 'a3')]), three);
  assert.equal(
    heardElsewhere([{ kind: 'phone' }, heardBy('a1', 'a2', 'a3'), heardBy('a1', 'a2', 'a3', 'b1')]),
    three,
  );
});

test('says nothing where a voice was heard at this seat alone, or none was', () => {
  assert.equal(heardElsewhere([heardBy('a1', 'a2'), { kind: 'voice-heard' }]), '');
  assert.equal(heardElsewhere([{ kind: 'phone' }]), '');
  const room: Voice = { kind: 'speaking', shared: { cause: 'room', factor: 0.25, basis: [] } };
  assert.equal(heardElsewhere([room]), '');
});
