import { channelsFirst, isChannelsFirst, lanesOf, type Value } from '../value.js';
import { activate } from './activation.js';
import { widened } from './lanes.js';
import { type Converter, constantAt, type Op, unsupported, valueAt, weightsAt } from './op.js';
import { slide } from './window.js';

/** Conv2D and _FusedConv2D: weights [height, width, in, out] become [out, in, height, width]. */
export const convolution: Converter = (op) => {
  const [kernelHeight = 1, kernelWidth = 1, inputs = 1, outputs = 1] = constantAt(op, 1).shape;
  const source = weightsAt(op, 1);
  const value = valueAt(op, 0);
  const { picture } = value;
  const [lanesIn, lanesOut] = [lanesOf(value), widened(op, outputs)];
  const area = kernelHeight * kernelWidth;
  const kernel = new Float32Array(lanesOut * lanesIn * area);
  for (let out = 0; out < outputs; out += 1) {
    for (let channel = 0; channel < inputs; channel += 1) {
      const place = picture?.swap === true ? inputs - 1 - channel : channel;
      const scale = picture?.std[channel] ?? 1;
      for (let at = 0; at < area; at += 1) {
        const weight = source[(at * inputs + channel) * outputs + out] ?? 0;
        kernel[(out * lanesIn + place) * area + at] = weight / scale;
      }
    }
  }
  return convolve(
    op,
    { data: kernel, shape: [lanesOut, lanesIn, kernelHeight, kernelWidth], group: 1 },
    outputs,
  );
};

/** DepthwiseConv2dNative: weights [height, width, in, 1] become [in, 1, height, width]. */
export const depthwise: Converter = (op) => {
  const [kernelHeight = 1, kernelWidth = 1, channels = 1, times = 1] = constantAt(op, 1).shape;
  const value = valueAt(op, 0);
  if (value.picture !== undefined || times !== 1)
    throw unsupported(op, 'the raw picture, or a channel multiplier');
  const source = weightsAt(op, 1);
  const lanes = lanesOf(value);
  const area = kernelHeight * kernelWidth;
  const kernel = new Float32Array(lanes * area);
  for (let channel = 0; channel < channels; channel += 1) {
    for (let at = 0; at < area; at += 1) kernel[channel * area + at] = source[at * channels + channel] ?? 0;
  }
  return convolve(op, { data: kernel, shape: [lanes, 1, kernelHeight, kernelWidth], group: lanes }, channels);
};

interface Kernel {
  data: Float32Array;
  shape: readonly [outputs: number, inputs: number, height: number, width: number];
  group: number;
}

function convolve(op: Op, kernel: Kernel, channels: number): Value[] {
  const value = valueAt(op, 0);
  if (!isChannelsFirst(value) || value.padIsLowest === true)
    throw unsupported(op, 'input is not a plain NHWC picture');
  const [lanes, , kernelHeight, kernelWidth] = kernel.shape;
  const { strides, dilations, pads, height, width } = slide(op, value, kernelHeight, kernelWidth);
  const fused = [...(op.node.attr['fused_ops']?.list?.s ?? [])];
  const inputs = [value.name, op.graph.weights(kernel.shape, kernel.data)];
  if (fused[0] === 'BiasAdd') {
    fused.shift();
    const bias = new Float32Array(lanes);
    bias.set(weightsAt(op, 2));
    inputs.push(op.graph.weights([lanes], bias));
  }
  const { group } = kernel;
  const attributes = { dilations, group, kernel_shape: [kernelHeight, kernelWidth], pads, strides };
  const name = op.graph.node('Conv', inputs, attributes);
  const shape = [value.shape[0] ?? 1, height, width, channels];
  const result: Value = { name, shape, axes: channelsFirst, lanes };
  const [activation, ...more] = fused;
  if (activation === undefined) return [result];
  if (more.length > 0) throw unsupported(op, `fused ${fused.join(', ')}`);
  return [activate(op, result, activation, activation === 'Prelu' ? weightsAt(op, 3) : undefined)];
}
