import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { ModelsError } from '../../models-error.js';
import { assertClose, integers, node, runTinyNet, testPicture, windowed } from '../tiny-net.js';

before(() => tf.setBackend('wasm'));

const picture = testPicture(4, 6);
const same = { shape: [1, 1, 3, 3], data: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
const copy = node('x', 'Conv2D', ['image', 'same'], windowed(1, 'VALID'));
const pool = (from: string) =>
  node('out', 'MaxPool', [from], windowed(2, 'VALID', { ksize: { list: { i: [1, 3, 3, 1] } } }));
const pixels = (): tf.Tensor4D => tf.tensor4d(Float32Array.from(picture), [1, 4, 6, 3]);

test('more channels after the others are zeros', async () => {
  const constants = { same, table: integers(0, 0, 0, 0, 0, 0, 0, 2) };
  const nodes = [copy, node('out', 'Pad', ['x', 'table'])];
  const found = await runTinyNet({ height: 4, width: 6, nodes, constants, shape: [1, 4, 6, 5] }, picture);
  const wanted = tf.pad(pixels(), [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 2],
  ]);
  assertClose(found, await wanted.data());
});

test('padding round the picture goes into the convolution that follows', async () => {
  const kernel = { shape: [3, 3, 3, 1], data: new Float32Array(27).map((_, i) => i - 13) };
  const constants = { same, kernel, table: integers(0, 0, 1, 1, 2, 0, 0, 0) };
  const nodes = [
    copy,
    node('pad', 'Pad', ['x', 'table']),
    node('out', 'Conv2D', ['pad', 'kernel'], windowed(1, 'VALID')),
  ];
  const found = await runTinyNet({ height: 4, width: 6, nodes, constants, shape: [1, 4, 6, 1] }, picture);
  const padded: tf.Tensor4D = tf.pad(pixels(), [
    [0, 0],
    [1, 1],
    [2, 0],
    [0, 0],
  ]);
  assertClose(found, await tf.conv2d(padded, tf.tensor4d(kernel.data, [3, 3, 3, 1]), 1, 'valid').data());
});

test('padding with the lowest value never wins a maximum', async () => {
  const lowest = { shape: [], data: Float32Array.of(-Infinity) };
  const constants = { same, lowest, table: integers(0, 0, 1, 1, 1, 1, 0, 0) };
  const nodes = [copy, node('pad', 'PadV2', ['x', 'table', 'lowest']), pool('pad')];
  const found = await runTinyNet({ height: 4, width: 6, nodes, constants, shape: [1, 2, 3, 3] }, picture);
  const padded: tf.Tensor4D = tf.pad(
    pixels(),
    [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ],
    -1,
  );
  assertClose(found, await tf.maxPool(padded, 3, 2, 'valid').data());
});

test('zero padding before a maximum is refused, because ONNX would pad with the lowest value', async () => {
  const constants = { same, table: integers(0, 0, 1, 1, 1, 1, 0, 0) };
  const nodes = [copy, node('pad', 'Pad', ['x', 'table']), pool('pad')];
  const run = runTinyNet({ height: 4, width: 6, nodes, constants, shape: [1, 2, 3, 3] }, picture);
  await assert.rejects(run, (error) => error instanceof ModelsError && error.code === 'unsupported');
});
