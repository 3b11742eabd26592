import { activation } from './activation.js';
import { add, multiply, sparseToDense } from './arithmetic.js';
import { convolution, depthwise } from './convolution.js';
import type { Converter } from './op.js';
import { padding } from './padding.js';
import { maxPool, mean } from './pooling.js';
import { resizeBilinear } from './resizing.js';
import { concat, identity, reshape, split, transpose } from './shaping.js';

/** The TensorFlow operations that the compiler knows. */
export const converters: ReadonlyMap<string, Converter> = new Map([
  ['Add', add],
  ['AddV2', add],
  ['ConcatV2', concat],
  ['Conv2D', convolution],
  ['DepthwiseConv2dNative', depthwise],
  ['Identity', identity],
  ['LeakyRelu', activation],
  ['MaxPool', maxPool],
  ['Mean', mean],
  ['Mul', multiply],
  ['Pad', padding],
  ['PadV2', padding],
  ['Prelu', activation],
  ['Relu', activation],
  ['Relu6', activation],
  ['Reshape', reshape],
  ['ResizeBilinear', resizeBilinear],
  ['Sigmoid', activation],
  ['SparseToDense', sparseToDense],
  ['SplitV', split],
  ['Transpose', transpose],
  ['_FusedConv2D', convolution],
]);
