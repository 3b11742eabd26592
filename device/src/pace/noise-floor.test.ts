import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoiseFloor } from './noise-floor.js';

test('it is the least change seen, at once', () => {
  const noise = new NoiseFloor();
  assert.equal(noise.note(0.02, 0), 0.02);
  assert.equal(noise.note(0.004, 100), 0.004);
  assert.ok(noise.note(0.03, 200) < 0.0041);
});

test('it follows a camera that got noisier within a minute', () => {
  const noise = new NoiseFloor();
  let floor = 0;
  for (let at = 0; at <= 60_000; at += 100) floor = noise.note(at === 0 ? 0.004 : 0.008, at);
  assert.equal(floor, 0.008);
});

test('a repeated picture says nothing about noise', () => {
  const noise = new NoiseFloor();
  noise.note(0.004, 0);
  assert.ok(noise.note(0, 100) >= 0.004);
});
