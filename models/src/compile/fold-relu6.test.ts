import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldRelu6 } from './fold-relu6.js';
import { assertClose, node, runTinyNet, weights, windowed } from './tiny-net.js';

const scalar = (value: number) => ({ shape: [], data: Float32Array.of(value) });
// (b, g, r) becomes (b − 5, g / 20, r).
const constants = {
  kernel: { shape: [1, 1, 3, 3], data: Float32Array.of(1, 0, 0, 0, 0.05, 0, 0, 0, 1) },
  bias: { shape: [3], data: Float32Array.of(-5, 0, 0) },
  six: scalar(6),
  five: scalar(5),
  zero: scalar(0),
};
const nodes = [
  node(
    'conv',
    '_FusedConv2D',
    ['image', 'kernel', 'bias'],
    windowed(1, 'VALID', { fused_ops: { list: { s: ['BiasAdd'] } } }),
  ),
  node('relu', 'Relu', ['conv']),
  node('min', 'Minimum', ['relu', 'six']),
  node('out', 'Maximum', ['min', 'zero']),
];

test('Relu, Minimum with 6 and Maximum with 0 cut at 0 and at 6', async () => {
  const found = await runTinyNet(
    { height: 1, width: 2, nodes, constants, shape: [1, 1, 2, 3] },
    Uint8Array.of(2, 40, 3, 8, 255, 200),
  );
  assertClose(found, [0, 2, 3, 3, 6, 6]);
});

test('other bounds are no Relu6', () => {
  const at5 = nodes.with(2, node('min', 'Minimum', ['relu', 'five']));
  const all = new Map(Object.entries({ ...constants, kernel: weights(1, 1, 3, 3) }));
  const opsOf = (some: typeof nodes) => foldRelu6({ nodes: some, constants: all }).nodes.map(({ op }) => op);
  assert.deepEqual(opsOf(at5), ['_FusedConv2D', 'Relu', 'Minimum', 'Maximum']);
  const noMaximum = nodes.with(3, node('out', 'Minimum', ['min', 'zero']));
  assert.deepEqual(opsOf(noMaximum), ['_FusedConv2D', 'Relu', 'Minimum', 'Minimum']);
  assert.deepEqual(opsOf(nodes), ['_FusedConv2D', 'Relu', 'Minimum', 'Relu6']);
});
