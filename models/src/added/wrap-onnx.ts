import { OnnxGraph } from '../compile/onnx-graph.js';
import { elementType, type OnnxFile } from './onnx-file.js';
import { joinGraphs } from './join-graphs.js';
import type { MatchedOutput } from './match-outputs.js';
import type { NetInput } from './net-input.js';

/**
 * Makes an ONNX model take what all nets of this project take, uint8 [1, height, width, 3] in BGR, and give its outputs by
 * the names of its head, as floats. The model itself is not changed.
 */
export function wrapOnnx(
  model: Uint8Array,
  file: Pick<OnnxFile, 'names'>,
  taken: NetInput,
  outputs: readonly MatchedOutput[],
): Uint8Array {
  const own = [taken.input.name, ...outputs.map(({ name }) => name)];
  const renamed = new Map(own.filter((name) => file.names.has(name)).map((name) => [name, `source/${name}`]));
  const inside = (name: string): string => renamed.get(name) ?? name;
  return joinGraphs(before(taken, inside), model, after(outputs, inside), renamed);
}

function before({ input, source, bytes, sizeInput }: NetInput, inside: (name: string) => string): Uint8Array {
  const graph = new OnnxGraph('invigil/in/');
  const { name, width, height, order, layout, mean, std } = input;
  graph.input(name, 'uint8', [1, height, width, 3]);
  let pixels = name;
  const planes = layout === 'nchw';
  if (planes) pixels = graph.node('Transpose', [pixels], { perm: [0, 3, 1, 2] });
  if (order === 'rgb')
    pixels = graph.node('Gather', [pixels, graph.integers([2, 1, 0])], { axis: planes ? 1 : 3 });
  if (!bytes) {
    pixels = graph.node('Cast', [pixels], { to: elementType.float32 });
    const perChannel = (values: readonly number[]) =>
      graph.weights(planes ? [3, 1, 1] : [3], Float32Array.from(values));
    if (mean.some((one) => one !== 0)) pixels = graph.node('Sub', [pixels, perChannel(mean)]);
    if (std.some((one) => one !== 1)) pixels = graph.node('Div', [pixels, perChannel(std)]);
  }
  graph.output(inside(source), pixels, []);
  if (sizeInput !== undefined) {
    const size = graph.node('Reshape', [graph.integers([width, height]), graph.integers([1, 2])]);
    graph.output(inside(sizeInput), size, []);
  }
  return graph.encode('before');
}

function after(outputs: readonly MatchedOutput[], inside: (name: string) => string): Uint8Array {
  const graph = new OnnxGraph('invigil/out/');
  for (const { name, source, shape, type, channelsFirst } of outputs) {
    let value = inside(source);
    if (type === 'int64') value = graph.node('Cast', [value], { to: elementType.float32 });
    if (channelsFirst) value = graph.node('Transpose', [value], { perm: [0, 2, 3, 1] });
    graph.output(name, value, shape);
  }
  return graph.encode('after');
}
