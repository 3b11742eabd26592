import assert from 'node:assert/strict';
import { test } from 'node:test';
import { float16, readTfGraph } from './tfjs-graph.js';

test('half precision is read: normal, subnormal, infinite', () => {
  assert.equal(float16(0x3c00), 1);
  assert.equal(float16(0xc100), -2.5);
  assert.equal(float16(0x0001), 2 ** -24);
  assert.equal(float16(0x7bff), 65504);
  assert.equal(float16(0xfc00), -Infinity);
});

test('nodes come after what they read, whatever order the file has', () => {
  const node = [
    { name: 'b', op: 'Relu', input: ['a'] },
    { name: 'a', op: 'Relu', input: ['x'] },
    { name: 'x', op: 'Placeholder' },
  ];
  const json = JSON.stringify({ modelTopology: { node }, weightsManifest: [] });
  const graph = readTfGraph(Buffer.from(json), new Uint8Array());
  assert.deepEqual(
    graph.nodes.map((one) => one.name),
    ['x', 'a', 'b'],
  );
});

test('weights of another length than the graph names are refused', () => {
  const json = JSON.stringify({
    modelTopology: { node: [] },
    weightsManifest: [{ weights: [{ name: 'w', shape: [2], dtype: 'float32' }] }],
  });
  assert.throws(() => readTfGraph(Buffer.from(json), new Uint8Array(12)), /12 bytes, the graph names 8/);
});
