import type { GraphNet } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import type { OnnxGraph } from './onnx-graph.js';
import type { TfNode } from './tfjs-schema.js';
import { channelsFirst, type Value } from './value.js';

/**
 * Begins the graph with the picture as OpenCV gives it (uint8, channel last, BGR) and ends in float pixels, channel
 * first, minus their mean. The division and the channel order are left to the first convolution's weights; the mean
 * can't be, because that convolution pads with zeros that come after it.
 */
export function pictureInput(graph: OnnxGraph, node: TfNode, input: GraphNet['input']): Value {
  const { name, batch, width, height, order, layout, mean, std } = input;
  const sizes = (node.attr['shape']?.shape?.dim ?? []).map(({ size }) => (size === -1 ? 1 : size));
  if (sizes.length !== 4) throw new ModelsError('unsupported', `${node.name} is no picture`);
  graph.input(name, 'uint8', [batch, height, width, 3]);
  const planes = graph.node('Transpose', [name], { perm: [...channelsFirst] });
  let pixels = graph.node('Cast', [planes], { to: 1 });
  const swap = order === 'rgb';
  const bgrMean = swap ? mean.toReversed() : mean;
  if (mean.some((one) => one !== 0)) {
    pixels = graph.node('Sub', [pixels, graph.weights([3, 1, 1], Float32Array.from(bgrMean))]);
  }
  const axes = layout === 'nhwc' ? channelsFirst : [0, 1, 2, 3];
  return { name: pixels, shape: sizes, axes, picture: { std, swap } };
}
