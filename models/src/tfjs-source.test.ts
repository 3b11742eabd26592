import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findGraphNet, loadManifest } from './manifest.js';
import { tfjsInput } from './tfjs-source.js';

const iris = findGraphNet(loadManifest(), 'iris');
const nanodet = findGraphNet(loadManifest(), 'nanodet');

test('a net that takes RGB gets the last colour first, divided', () => {
  const net = { ...iris, input: { ...iris.input, width: 1, height: 2 } };
  const { data, shape } = tfjsInput(net, Uint8Array.of(0, 51, 255, 255, 0, 102));
  assert.deepEqual(shape, [1, 2, 1, 3]);
  assert.deepEqual([...data], [...Float32Array.of(1, 0.2, 0, 0.4, 0, 1)]);
});

test('a net that takes planes gets them one after the other, minus their mean', () => {
  const input = { ...nanodet.input, width: 2, height: 1 };
  const { data, shape } = tfjsInput(
    { ...nanodet, input: { ...input, mean: [1, 2, 3], std: [1, 1, 2] } },
    Uint8Array.of(1, 2, 3, 4, 5, 6),
  );
  assert.deepEqual(shape, [1, 3, 1, 2]);
  assert.deepEqual([...data], [0, 3, 0, 3, 0, 1.5]);
});
