import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelsError } from '../../models-error.js';
import { OnnxGraph } from '../onnx-graph.js';
import { readModelMessage } from './model-message.js';
import { quantizeConvolutions } from './quantize.js';

// Two 1×1 convolutions of 2 channels with a Relu between; the kernels' channels differ a hundredfold.
function model(): Uint8Array {
  const graph = new OnnxGraph();
  graph.input('image', 'float32', [1, 2, 1, 2]);
  const kernel = (...weights: number[]) => graph.weights([2, 2, 1, 1], Float32Array.from(weights));
  const first = graph.node('Conv', [
    'image',
    kernel(1, -0.25, 0.005, 0.02),
    graph.weights([2], Float32Array.of(3, -0.1)),
  ]);
  const second = graph.node('Conv', [graph.node('Relu', [first]), kernel(1, 1, -1, 1)]);
  graph.output('result', second, [1, 2, 1, 2]);
  return graph.encode('tiny');
}
const ranges = { image: [0, 10], Conv_3: [-10, 15], Relu_4: [0, 15], Conv_6: [-15, 15] } satisfies Record<
  string,
  [number, number]
>;

async function run(bytes: Uint8Array, ...numbers: number[]): Promise<number[]> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const { result } = await session.run({
    image: new Tensor('float32', Float32Array.from(numbers), [1, 2, 1, 2]),
  });
  await session.release();
  return Array.from(result.data, Number);
}

test('the net gives nearly the same numbers', async () => {
  const numbers = [10, 7, 0, 2.5];
  const wanted = await run(model(), ...numbers);
  const found = await run(quantizeConvolutions(model(), ranges), ...numbers);
  // One step is 0.12 of the widest range.
  for (const [i, number] of found.entries())
    assert.ok(Math.abs(number - wanted[i]) < 0.2, `${found.join()} for ${wanted.join()}`);
  assert.notDeepEqual(found, wanted);
});

test('kernels are whole numbers, each channel on a scale of its own, and the same model gives the same bytes', () => {
  const bytes = quantizeConvolutions(model(), ranges);
  const { graph } = readModelMessage(bytes);
  const kernels = graph.initializer.filter(({ dims }) => dims.length === 4);
  assert.deepEqual(
    kernels.map(({ rawData }) => [...new Int8Array(Uint8Array.from(rawData).buffer)]),
    [
      [127, -32, 32, 127],
      [127, 127, -127, 127],
    ],
  );
  assert.equal(graph.node.filter(({ opType }) => opType === 'QuantizeLinear').length, 4);
  assert.deepEqual(quantizeConvolutions(model(), ranges), bytes);
});

test('a tensor without a range is named, with what to do', () => {
  const { Relu_4: _, ...less } = ranges;
  assert.throws(
    () => quantizeConvolutions(model(), less),
    (error) => error instanceof ModelsError && /no range of Relu_4 .*calibrate/.test(error.message),
  );
});
