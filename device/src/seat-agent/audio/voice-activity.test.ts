import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type HeardSecond, holdsVoice, VoiceActivity } from './voice-activity.js';

const RATE = 16_000;
const SAMPLES = 512;
const WINDOW_MS = 32;
const START = 1_700_000_000_000;

/** Seconds of a sound of `windows` windows. */
function secondsOf(
  windows: number,
  sample: (i: number) => number,
  speech: (window: number) => number = () => 0,
): HeardSecond[] {
  const activity = new VoiceActivity(RATE);
  const told: HeardSecond[] = [];
  for (let window = 0; window < windows; window++) {
    const samples = Float32Array.from({ length: SAMPLES }, (_, i) => sample(window * SAMPLES + i));
    const second = activity.take({ at: START + (window + 1) * WINDOW_MS, samples, speech: speech(window) });
    if (second !== undefined) told.push(second);
  }
  return told;
}

const sine = (amplitude: number) => (i: number) => amplitude * Math.sin((i / RATE) * 2 * Math.PI * 440);

test('a level is the root mean square in steps of half a decibel, without the microphone’s offset', () => {
  const level = (sample: (i: number) => number): number | undefined => secondsOf(70, sample)[0]?.levelDb;
  assert.equal(level(sine(1)), -3);
  assert.equal(level(sine(0.1)), -23);
  assert.equal(
    level((i) => 0.3 + sine(0.1)(i)),
    -23,
  );
  assert.equal(
    level((i) => (i % 2 === 0 ? 1 : -1)),
    0,
  );
  assert.equal(
    level(() => 0),
    -96,
  );
  assert.equal(
    level(() => 0.5),
    -96,
  );
});

test('seconds are the clock’s own, one after the other, each with its share of speech', () => {
  const told = secondsOf(130, sine(0.1), (window) => (window < 31 ? 0.9 : window < 47 ? 0.5 : 0.49));
  assert.deepEqual(
    told.map(({ at }) => (at - START) / 1000),
    [0, 1, 2, 3],
  );
  assert.deepEqual(told.map(holdsVoice), [true, true, false, false]);
  assert.deepEqual(
    told.map(({ speechShare }) => speechShare),
    [1, 0.52, 0, 0],
  );
});

test('a second of which less than half was heard is not told', () => {
  const activity = new VoiceActivity(RATE);
  const samples = new Float32Array(SAMPLES);
  const take = (at: number): HeardSecond | undefined => activity.take({ at: START + at, samples, speech: 1 });
  for (let at = 700; at < 1000; at += WINDOW_MS) assert.equal(take(at), undefined);
  assert.equal(take(5000), undefined);
  for (let at = 5032; at < 6000; at += WINDOW_MS) take(at);
  assert.equal(take(6100)?.at, START + 5000);
});

test('nothing but time, level and share leaves, in coarse steps, whatever the sound', () => {
  const sound = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 });
  const property = fc.property(sound, fc.double({ min: 0, max: 1, noNaN: true }), (some, speech) => {
    for (const told of secondsOf(
      65,
      (i) => some[i % 8],
      () => speech,
    )) {
      assert.deepEqual(Object.keys(told), ['at', 'levelDb', 'speechShare']);
      assert.ok(told.levelDb >= -96 && told.levelDb <= 0 && Number.isInteger(told.levelDb * 2));
      assert.ok(told.at % 1000 === 0 && (told.speechShare === 0 || told.speechShare === 1));
    }
  });
  fc.assert(property, { numRuns: 60, seed: 2 });
});
