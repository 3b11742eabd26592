import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VoiceLevel } from './voice-level.js';

/** Plays seconds of a level each, with a voice or without. */
function heard(level: VoiceLevel, speechShare: number, ...levels: number[]): void {
  for (const [i, levelDb] of levels.entries()) level.take({ at: i * 1000, levelDb, speechShare });
}

test('a voice is told by how much louder it is than the quiet before it', () => {
  const level = new VoiceLevel();
  heard(level, 0, -60, -61, -59, -60, -12, -60);
  assert.equal(level.aboveQuietDb, undefined, 'nobody speaks');
  heard(level, 1, -40, -30, -38.5);
  assert.deepEqual([level.seconds, level.aboveQuietDb], [3, 21.5]);
  heard(level, 0, -60);
  assert.equal(level.seconds, 0);
});

test('a microphone that is set louder tells the same', () => {
  const [one, other] = [new VoiceLevel(), new VoiceLevel()];
  for (const [level, gain] of [
    [one, 0],
    [other, 17],
  ] as const) {
    heard(level, 0, ...Array.from({ length: 60 }, (_, i) => -70 + (i % 3) + gain));
    heard(level, 0.6, -50 + gain, -48 + gain, -49 + gain);
  }
  assert.equal(one.aboveQuietDb, other.aboveQuietDb);
});

test('nothing is told before it is known what is quiet, and after another microphone came', () => {
  const level = new VoiceLevel();
  heard(level, 0, -60, -60, -60, -60);
  heard(level, 1, -30);
  assert.equal(level.aboveQuietDb, undefined);
  heard(level, 0, -60);
  heard(level, 1, -30);
  assert.equal(level.aboveQuietDb, 30);
  level.forget();
  heard(level, 1, -30);
  assert.equal(level.aboveQuietDb, undefined);
});

test('a room that becomes louder for good is the quiet of now', () => {
  const level = new VoiceLevel();
  heard(level, 0, ...Array.from({ length: 200 }, () => -70));
  heard(level, 0, ...Array.from({ length: 120 }, () => -50));
  heard(level, 1, -40);
  assert.equal(level.aboveQuietDb, 10);
});
