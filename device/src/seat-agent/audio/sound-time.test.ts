import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SoundTime } from './sound-time.js';

test('sound is timed by its samples, however late and in what bursts it arrives', () => {
  const time = new SoundTime(16_000);
  assert.equal(time.arrived(1600, 10_000), false);
  assert.equal(time.count(1600), 10_000);
  assert.equal(time.arrived(1600, 10_380), true);
  assert.equal(time.count(1600), 10_100);
  assert.equal(time.arrived(4800, 10_400), true);
  assert.equal(time.count(4800), 10_400);
});

test('after a gap, and when the clock was set, time begins anew', () => {
  const time = new SoundTime(16_000);
  time.arrived(1600, 10_000);
  time.count(1600);
  assert.equal(time.arrived(1600, 12_000), false);
  assert.equal(time.count(1600), 12_000);
  assert.equal(time.arrived(1600, 2000), false);
  assert.equal(time.count(1600), 2000);
});
