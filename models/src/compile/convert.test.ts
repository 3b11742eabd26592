import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelsError } from '../models-error.js';
import { compileTinyNet, node, weights, windowed } from './tiny-net.js';

const shape = [1, 2, 2, 3];
const constants = { kernel: weights(1, 1, 3, 3) };
const conv = (name: string) => node(name, 'Conv2D', ['image', 'kernel'], windowed(1, 'VALID'));

test('an unknown operation is named', () => {
  const nodes = [conv('x'), node('out', 'Softmax', ['x'])];
  assert.throws(
    () => compileTinyNet({ height: 2, width: 2, nodes, constants, shape }),
    (error) =>
      error instanceof ModelsError && error.code === 'unsupported' && error.message.includes('Softmax'),
  );
});

test('what no output depends on is left out, known or not', () => {
  const nodes = [conv('out'), node('unread', 'Softmax', ['out'])];
  const with_ = compileTinyNet({ height: 2, width: 2, nodes, constants, shape });
  const without = compileTinyNet({ height: 2, width: 2, nodes: [conv('out')], constants, shape });
  assert.deepEqual(with_, without);
});

test('an output of another size than the manifest states is refused', () => {
  assert.throws(
    () => compileTinyNet({ height: 2, width: 2, nodes: [conv('out')], constants, shape: [1, 11] }),
    (error) => error instanceof ModelsError && error.code === 'unsupported',
  );
});
