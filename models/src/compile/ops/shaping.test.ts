import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { decodeModel } from '../onnx-messages.js';
import {
  assertClose,
  compileTinyNet,
  integers,
  node,
  runTinyNet,
  testPicture,
  windowed,
} from '../tiny-net.js';

const picture = testPicture(2, 3);
const same = { shape: [1, 1, 3, 3], data: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
const copy = node('x', 'Conv2D', ['image', 'same'], windowed(1, 'VALID'));
const model = z.object({ graph: z.object({ node: z.array(z.object({ opType: z.string() })) }) });

test('a transpose to channel first and back leaves no transpose in the middle of the graph', async () => {
  const constants = { same, first: integers(0, 3, 1, 2), last: integers(0, 2, 3, 1) };
  const nodes = [
    copy,
    node('planes', 'Transpose', ['x', 'first']),
    node('relu', 'Relu', ['planes']),
    node('pixels', 'Transpose', ['relu', 'last']),
    node('out', 'Conv2D', ['pixels', 'same'], windowed(1, 'VALID')),
  ];
  const net = { height: 2, width: 3, nodes, constants, shape: [1, 2, 3, 3] };
  const kinds = model.parse(decodeModel(compileTinyNet(net))).graph.node.map((one) => one.opType);
  assert.equal(
    kinds.filter((kind) => kind === 'Transpose').length,
    2,
    'one for the picture, one for the output',
  );
  assertClose(await runTinyNet(net, picture), picture);
});

test('a reshape reads pixel by pixel, channels last', async () => {
  const constants = { same, shape: integers(1, -1, 3) };
  const nodes = [copy, node('out', 'Reshape', ['x', 'shape'])];
  assertClose(
    await runTinyNet({ height: 2, width: 3, nodes, constants, shape: [1, 6, 3] }, picture),
    picture,
  );
});

test('split and concat take and join channels', async () => {
  const constants = { same, sizes: integers(2, 1), axis: { shape: [], data: Int32Array.of(3) } };
  const nodes = [
    copy,
    node('parts', 'SplitV', ['x', 'sizes', 'axis']),
    node('out', 'ConcatV2', ['parts:1', 'parts', 'axis']),
  ];
  const found = await runTinyNet({ height: 2, width: 3, nodes, constants, shape: [1, 2, 3, 3] }, picture);
  const wanted = [0, 3, 6, 9, 12, 15].flatMap((at) => [picture[at + 2], picture[at], picture[at + 1]]);
  assertClose(found, wanted.map(Number));
});
