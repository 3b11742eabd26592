import { before, test } from 'node:test';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { assertClose, integers, node, runTinyNet, testPicture, windowed } from '../tiny-net.js';

before(() => tf.setBackend('wasm'));

const picture = testPicture(4, 6);
const same = { shape: [1, 1, 3, 3], data: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
const attr = { half_pixel_centers: { b: true }, align_corners: { b: false } };

for (const [word, height, width] of [
  ['doubling', 8, 12],
  ['halving', 2, 3],
] as const) {
  test(`${word} a picture gives what TF.js gives`, async () => {
    const constants = { same, size: integers(height, width) };
    const nodes = [
      node('x', 'Conv2D', ['image', 'same'], windowed(1, 'VALID')),
      node('out', 'ResizeBilinear', ['x', 'size'], attr),
    ];
    const found = await runTinyNet(
      { height: 4, width: 6, nodes, constants, shape: [1, height, width, 3] },
      picture,
    );
    const pixels = tf.tensor4d(Float32Array.from(picture), [1, 4, 6, 3]);
    assertClose(found, await tf.image.resizeBilinear(pixels, [height, width], false, true).data());
  });
}
