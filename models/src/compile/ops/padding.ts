import { channelsFirst, isChannelsFirst, lanesOf, plain, type Value } from '../value.js';
import { widened } from './lanes.js';
import { type Converter, constantAt, type Op, unsupported, valueAt } from './op.js';

/** Pad and PadV2: round the picture it waits for the next convolution or pooling; after the channels see below. */
export const padding: Converter = (op) => {
  const value = valueAt(op, 0);
  if (value.pad !== undefined) throw unsupported(op, 'padding of a padded value');
  const fill = op.inputs.length > 2 ? (constantAt(op, 2).data[0] ?? 0) : 0;
  const table = constantAt(op, 1).data;
  const around = (axis: number): [number, number] => [table[2 * axis] ?? 0, table[2 * axis + 1] ?? 0];
  const channelAxis = value.axes[1] ?? 0;
  const [before, after] = around(channelAxis);
  if (before === 0 && after > 0 && fill === 0) return [moreChannels(op, value, after)];
  const [top, bottom] = around(value.axes[2] ?? 0);
  const [left, right] = around(value.axes[3] ?? 0);
  if ([...table].reduce((sum, size) => sum + size, 0) !== top + left + bottom + right)
    throw unsupported(op, 'axes');
  // float16's lowest value, which is what the source holds, stands for minus infinity.
  const padIsLowest = fill <= -65504;
  if (fill !== 0 && !padIsLowest) throw unsupported(op, `fill ${fill}`);
  return [{ ...value, pad: [top, left, bottom, right], padIsLowest }];
};

// A 1×1 convolution by the identity, not a Pad node: it keeps ONNX Runtime's blocked layout and fuses with the sum
// that follows.
function moreChannels(op: Op, value: Value, more: number): Value {
  if (!isChannelsFirst(plain(value))) throw unsupported(op, 'channel padding of a value that is not NHWC');
  const [batch = 1, height = 1, width = 1, channels = 1] = value.shape;
  const lanes = lanesOf(value);
  const wide = widened(op, channels + more);
  const kernel = new Float32Array(wide * lanes);
  for (let i = 0; i < channels; i += 1) kernel[i * lanes + i] = 1;
  const weights = op.graph.weights([wide, lanes, 1, 1], kernel);
  const name = op.graph.node('Conv', [value.name, weights], { kernel_shape: [1, 1] });
  return { name, shape: [batch, height, width, channels + more], axes: channelsFirst, lanes: wide };
}
