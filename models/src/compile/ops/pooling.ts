import { channelsFirst, isChannelsFirst, narrow, plain } from '../value.js';
import { type Converter, constantAt, unsupported, valueAt } from './op.js';
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

/** Mean over the height and width of a picture, which leaves a row of channels, or with `keep_dims` a picture of one pixel. */
export const mean: Converter = (op) => {
  const value = plain(valueAt(op, 0));
  const axes = constantAt(op, 1).data.join();
  if (!isChannelsFirst(value) || axes !== '1,2') throw unsupported(op, `mean over the axes ${axes}`);
  const [batch = 1, , , channels = 1] = value.shape;
  const pooled = op.graph.node('GlobalAveragePool', [value.name]);
  const pixel = narrow(op.graph, { ...value, name: pooled, shape: [batch, 1, 1, channels] });
  if (op.node.attr['keep_dims']?.b === true) return [pixel];
  return [
    { name: op.graph.node('Flatten', [pixel.name], { axis: 1 }), shape: [batch, channels], axes: [0, 1] },
  ];
};
