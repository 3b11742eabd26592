import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import type { Constant } from '../tfjs-graph.js';
import { assertClose, integers, node, runTinyNet, testPicture, weights, windowed } from '../tiny-net.js';

before(() => tf.setBackend('wasm'));

const picture = testPicture(6, 8);
const pixels = (): tf.Tensor4D => tf.tensor4d(Float32Array.from(picture), [1, 6, 8, 3]);
function tensor4({ data, shape }: Constant): tf.Tensor4D {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  return tf.tensor4d(Float32Array.from(data), [height, width, inputs, outputs]);
}

test('a SAME convolution with stride 2 pads as TensorFlow does', async () => {
  const kernel = weights(3, 3, 3, 5);
  const nodes = [node('out', 'Conv2D', ['image', 'kernel'], windowed(2, 'SAME'))];
  const found = await runTinyNet(
    { height: 6, width: 8, nodes, constants: { kernel }, shape: [1, 3, 4, 5] },
    picture,
  );
  assertClose(found, await tf.conv2d(pixels(), tensor4(kernel), 2, 'same').data());
});

test('a fused convolution adds its bias and cuts below zero', async () => {
  const constants = { kernel: weights(1, 1, 3, 4), bias: weights(4) };
  const attr = windowed(1, 'VALID', { fused_ops: { list: { s: ['BiasAdd', 'Relu'] } } });
  const nodes = [node('out', '_FusedConv2D', ['image', 'kernel', 'bias'], attr)];
  const found = await runTinyNet({ height: 6, width: 8, nodes, constants, shape: [1, 6, 8, 4] }, picture);
  const bias = tf.tensor1d(Float32Array.from(constants.bias.data));
  assertClose(
    found,
    await tf.relu(tf.add(tf.conv2d(pixels(), tensor4(constants.kernel), 1, 'valid'), bias)).data(),
  );
});

test('a Conv2D and the Add of a constant per channel become one convolution', async () => {
  const constants = { kernel: weights(3, 3, 3, 2), bias: weights(2) };
  const nodes = [
    node('conv', 'Conv2D', ['image', 'kernel'], windowed(1, 'VALID')),
    node('out', 'Add', ['conv', 'bias']),
  ];
  const found = await runTinyNet({ height: 6, width: 8, nodes, constants, shape: [1, 4, 6, 2] }, picture);
  const bias = tf.tensor1d(Float32Array.from(constants.bias.data));
  assertClose(found, await tf.add(tf.conv2d(pixels(), tensor4(constants.kernel), 1, 'valid'), bias).data());
});

test('24 channels are widened to whole blocks inside and come out as 24', async () => {
  const constants = { kernel: weights(1, 1, 3, 24), deep: weights(3, 3, 24, 1), shape: integers(1, -1, 24) };
  const nodes = [
    node('wide', 'Conv2D', ['image', 'kernel'], windowed(1, 'VALID')),
    node('relu', 'Relu', ['wide']),
    node('each', 'DepthwiseConv2dNative', ['relu', 'deep'], windowed(1, 'SAME')),
    node('sum', 'AddV2', ['each', 'relu']),
    node('out', 'Reshape', ['sum', 'shape']),
  ];
  const found = await runTinyNet({ height: 6, width: 8, nodes, constants, shape: [1, 48, 24] }, picture);
  const relu = tf.relu(tf.conv2d(pixels(), tensor4(constants.kernel), 1, 'valid'));
  assertClose(found, await tf.add(tf.depthwiseConv2d(relu, tensor4(constants.deep), 1, 'same'), relu).data());
});
