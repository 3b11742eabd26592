import assert from 'node:assert/strict';
import { test } from 'node:test';
import { couldBe } from './could-be.js';

const desktop = (path: string): boolean => path === '/dev/nvidia0' || path.startsWith('/dev/dri/');

test('what the hardware asks for and is not in use is what could be, fastest first', () => {
  assert.deepEqual(couldBe('cpu', desktop), ['cuda', 'webgpu']);
  assert.deepEqual(couldBe('cpu+cuda', desktop), ['webgpu']);
  assert.deepEqual(
    couldBe('cpu', () => false),
    [],
    'a machine without a graphics processor',
  );
});
