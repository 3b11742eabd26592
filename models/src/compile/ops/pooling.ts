import { channelsFirst, isChannelsFirst } from '../value.js';
import { type Converter, unsupported, valueAt } from './op.js';
import { slide } from './window.js';

/** MaxPool. ONNX pads a pooling with the lowest value, as TensorFlow's SAME does. */
export const maxPool: Converter = (op) => {
  const value = valueAt(op, 0);
  if (!isChannelsFirst(value) || value.picture !== undefined) throw unsupported(op, 'input is not NHWC');
  if (value.pad !== undefined && value.padIsLowest !== true) throw unsupported(op, 'zero padding');
  const [, kernelHeight = 1, kernelWidth = 1] = op.node.attr['ksize']?.list?.i ?? [];
  const { strides, pads, height, width } = slide(op, value, kernelHeight, kernelWidth);
  const name = op.graph.node('MaxPool', [value.name], {
    kernel_shape: [kernelHeight, kernelWidth],
    pads,
    strides,
  });
  const [batch = 1, , , channels = 1] = value.shape;
  return [{ name, shape: [batch, height, width, channels], axes: channelsFirst, lanes: value.lanes }];
};
