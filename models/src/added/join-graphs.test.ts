import assert from 'node:assert/strict';
import { test } from 'node:test';
import protobuf from 'protobufjs';
import * as z from 'zod';
import { OnnxGraph } from '../compile/onnx-graph.js';
import { decodeModel } from '../compile/onnx-messages.js';
import { joinGraphs } from './join-graphs.js';

const schema = z.object({
  graph: z.object({
    node: z.array(z.object({ opType: z.string(), input: z.array(z.string()), output: z.array(z.string()) })),
    input: z.array(z.object({ name: z.string() })),
    output: z.array(z.object({ name: z.string() })),
  }),
});
const DOC_STRING = 6;
const VALUE_INFO = 13;

/** A model `boxes = Relu(image)` with fields that this project does not know. */
function model(): Uint8Array {
  const graph = new OnnxGraph();
  graph.input('image', 'float32', [1]);
  graph.output('boxes', graph.node('Relu', ['image']), [1]);
  const plain = graph.encode('model');
  const inGraph = protobuf.Writer.create()
    .uint32((VALUE_INFO << 3) | 2)
    .bytes(Buffer.from('\n\u0001x'));
  const graphMore = protobuf.Writer.create()
    .uint32((7 << 3) | 2)
    .bytes(inGraph.finish());
  const more = protobuf.Writer.create()
    .uint32((DOC_STRING << 3) | 2)
    .string('kept as it is');
  return Buffer.concat([plain, graphMore.finish(), more.finish()]);
}

function joined(): Uint8Array {
  const [before, after] = [new OnnxGraph('in/'), new OnnxGraph('out/')];
  before.input('image', 'uint8', [1]);
  before.output('source/image', before.node('Cast', ['image'], { to: 1 }), []);
  after.output('boxes', after.node('Neg', ['source/boxes']), [1]);
  const renamed = new Map(['image', 'boxes'].map((name) => [name, `source/${name}`]));
  return joinGraphs(before.encode('before'), model(), after.encode('after'), renamed);
}

test('nodes stand in the order before, model, after, and the model’s tensors have their new names', () => {
  const { graph } = schema.parse(decodeModel(joined()));
  assert.deepEqual(
    graph.node.map(({ opType, input, output }) => `${opType} ${input.join()} → ${output.join()}`),
    [
      'Cast image → in/Cast_1',
      'Identity in/Cast_1 → source/image',
      'Relu source/image → Relu_1',
      'Identity Relu_1 → source/boxes',
      'Neg source/boxes → out/Neg_1',
      'Identity out/Neg_1 → boxes',
    ],
  );
  assert.deepEqual(
    [...graph.input, ...graph.output].map(({ name }) => name),
    ['image', 'boxes'],
  );
});

test('what is unknown of the model is kept, but for hints of sizes', () => {
  const text = Buffer.from(joined()).toString('latin1');
  assert.ok(text.includes('kept as it is'));
  assert.ok(!text.includes('\n\u0001x'));
  assert.ok(Buffer.from(model()).toString('latin1').includes('\n\u0001x'));
});
