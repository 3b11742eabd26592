import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterbox } from './letterbox.js';

test('a wide picture is shrunk to the width and stands in the middle of the height', () => {
  const { matrix, toPicture } = letterbox({ width: 200, height: 50 }, { width: 100, height: 100 });
  assert.deepEqual(matrix, [
    [0.5, 0, 0],
    [0, 0.5, 37.5],
  ]);
  assert.deepEqual(toPicture({ x: 10, y: 37.5, width: 20, height: 25 }), {
    x: 20,
    y: 0,
    width: 40,
    height: 50,
  });
});
