import { channelsFirst, isChannelsFirst, narrow, plain } from '../value.js';
import { type Converter, constantAt, unsupported, valueAt } from './op.js';

/** ResizeBilinear with half-pixel centres by whole factors: a ratio, so that the picture's size stays free. */
export const resizeBilinear: Converter = (op) => {
  const value = narrow(op.graph, plain(valueAt(op, 0)));
  const { attr } = op.node;
  if (!isChannelsFirst(value)) throw unsupported(op, 'input is not NHWC');
  if (attr['half_pixel_centers']?.b !== true || attr['align_corners']?.b === true)
    throw unsupported(op, 'centres');
  const [batch = 1, oldHeight = 1, oldWidth = 1, channels = 1] = value.shape;
  const [height = 1, width = 1] = constantAt(op, 1).data;
  const shape = [batch, height, width, channels];
  // Halving with half-pixel centres reads each 2×2 block with equal weights: an average, which runs faster.
  if (height * 2 === oldHeight && width * 2 === oldWidth) {
    const name = op.graph.node('AveragePool', [value.name], { kernel_shape: [2, 2], strides: [2, 2] });
    return [{ name, shape, axes: channelsFirst }];
  }
  const scales = op.graph.weights([4], Float32Array.of(1, 1, height / oldHeight, width / oldWidth));
  const attributes = { coordinate_transformation_mode: 'half_pixel', mode: 'linear' };
  return [
    { name: op.graph.node('Resize', [value.name, '', scales], attributes), shape, axes: channelsFirst },
  ];
};
