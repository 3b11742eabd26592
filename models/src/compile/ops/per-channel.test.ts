import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { ModelsError } from '../../models-error.js';
import { assertClose, integers, node, runTinyNet, testPicture, weights, windowed } from '../tiny-net.js';

before(() => tf.setBackend('wasm'));

const picture = testPicture(6, 8);
const kernel = weights(1, 1, 3, 20);
const conv = node('x', 'Conv2D', ['image', 'kernel'], windowed(1, 'VALID'));
const expected = (): tf.Tensor4D =>
  tf.conv2d(
    tf.tensor4d(Float32Array.from(picture), [1, 6, 8, 3]),
    tf.tensor4d(Float32Array.from(kernel.data), [1, 1, 3, 20]),
    1,
    'valid',
  );

test('Mul and Add of a constant per channel scale and shift each channel', async () => {
  const constants = {
    kernel,
    scale: weights(20),
    shift: { ...weights(20), data: weights(40).data.slice(20) },
  };
  const nodes = [conv, node('scaled', 'Mul', ['x', 'scale']), node('out', 'Add', ['scaled', 'shift'])];
  const found = await runTinyNet({ height: 6, width: 8, nodes, constants, shape: [1, 6, 8, 20] }, picture);
  const [scale, shift] = [constants.scale, constants.shift].map(({ data }) =>
    tf.tensor1d(Float32Array.from(data)),
  );
  assertClose(found, await tf.add(tf.mul(expected(), scale ?? 1), shift ?? 0).data());
});

test('a constant of another length is refused', async () => {
  const constants = { kernel, scale: weights(1) };
  const nodes = [conv, node('out', 'Mul', ['x', 'scale'])];
  await assert.rejects(
    runTinyNet({ height: 6, width: 8, nodes, constants, shape: [1, 6, 8, 20] }, picture),
    (error) => error instanceof ModelsError && error.code === 'unsupported',
  );
});

test('Mean over height and width leaves one number a channel', async () => {
  const nodes = [conv, node('out', 'Mean', ['x', 'axes'])];
  const constants = { kernel, axes: integers(1, 2) };
  const found = await runTinyNet({ height: 6, width: 8, nodes, constants, shape: [1, 20] }, picture);
  assertClose(found, await tf.mean(expected(), [1, 2]).data());
});

test('Mean over the channels is refused', async () => {
  const nodes = [conv, node('out', 'Mean', ['x', 'axes'])];
  await assert.rejects(
    runTinyNet(
      { height: 6, width: 8, nodes, constants: { kernel, axes: integers(3) }, shape: [1, 6, 8] },
      picture,
    ),
    (error) => error instanceof ModelsError && error.code === 'unsupported',
  );
});
