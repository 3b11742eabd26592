import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pingPong, readClip } from './clip.js';
import { envelope } from './envelope.js';
import { materialPath } from './material.js';
import { SCENARIOS } from './scenarios.js';

test('a clip played to and fro never moves by more than one frame, not even where a demo film loops', () => {
  for (const { recipe } of SCENARIOS) {
    const length = recipe.candidate.to - recipe.candidate.from + 1;
    const places = Array.from({ length: recipe.frames + 1 }, (_, i) => pingPong(i % recipe.frames, length));
    places.slice(1).forEach((place, i) => assert.ok(Math.abs(place - (places[i] ?? -9)) <= 1));
    assert.equal(Math.max(...places), length - 1);
  }
});

test('a happening is wholly there inside its span and eases in and out beside it', () => {
  const values = Array.from({ length: 12 }, (_, i) => envelope(i, { from: 4, to: 8 }, 2));
  assert.deepEqual(values.slice(4, 8), [1, 1, 1, 1]);
  assert.deepEqual([values[1], values[10], values[11]], [0, 0, 0]);
  assert.ok((values[2] ?? 0) > 0 && (values[2] ?? 1) < (values[3] ?? 0) && (values[3] ?? 1) < 1);
});

test('the first 8 s of every demo film are calm and its happening starts at 20 to 30 s', () => {
  for (const { recipe } of SCENARIOS) {
    const { happening } = recipe;
    if (happening)
      assert.ok(happening.from >= 500 && happening.from <= 750 && happening.to < recipe.frames - 250);
  }
});

test('a film that is too short or absent is missing material', () => {
  const file = materialPath('manASecondTake');
  assert.throws(() => readClip(file, 763, 9999, () => 0), {
    code: 'missing-material',
    message: /only 765 frames/,
  });
  assert.throws(() => readClip('/nowhere/film.mp4', 0, 1, () => 0), { code: 'missing-material' });
});
