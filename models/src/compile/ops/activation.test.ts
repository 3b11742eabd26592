import { test } from 'node:test';
import { assertClose, node, runTinyNet, windowed } from '../tiny-net.js';

// A 1×1 convolution that turns pixels (b, g, r) into (b − 100, g − 100, r − 100).
const shift = {
  kernel: { shape: [1, 1, 3, 3], data: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) },
  bias: { shape: [3], data: Float32Array.of(-100, -100, -100) },
};
const shifted = node(
  'x',
  '_FusedConv2D',
  ['image', 'kernel', 'bias'],
  windowed(1, 'VALID', { fused_ops: { list: { s: ['BiasAdd'] } } }),
);
const picture = Uint8Array.of(90, 40, 0, 110, 150, 255);
const shape = [1, 1, 2, 3];

test('Prelu is right for slopes below 0, between 0 and 1, and above 1', async () => {
  const slopes = { shape: [1, 1, 3], data: Float32Array.of(-0.5, 0.25, 3) };
  const nodes = [shifted, node('out', 'Prelu', ['x', 'slopes'])];
  const found = await runTinyNet(
    { height: 1, width: 2, nodes, constants: { ...shift, slopes }, shape },
    picture,
  );
  assertClose(found, [5, -15, -300, 10, 50, 155]);
});

test('LeakyRelu uses the slope of the node', async () => {
  const nodes = [shifted, node('out', 'LeakyRelu', ['x'], { alpha: { f: 0.1 } })];
  const found = await runTinyNet({ height: 1, width: 2, nodes, constants: shift, shape }, picture);
  assertClose(found, [-1, -6, -10, 10, 50, 155]);
});

test('Sigmoid squeezes into 0 to 1', async () => {
  const nodes = [shifted, node('out', 'Sigmoid', ['x'])];
  const found = await runTinyNet({ height: 1, width: 2, nodes, constants: shift, shape }, picture);
  assertClose(found, [1 / (1 + Math.exp(10)), 0, 0, 1 / (1 + Math.exp(-10)), 1, 1]);
});
