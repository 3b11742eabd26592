import type { Value } from '../value.js';
import { type Op, unsupported } from './op.js';

/** How a convolution or pooling slides: ONNX attributes, and the size that comes out. */
export interface Window {
  strides: [number, number];
  dilations: [number, number];
  /** Top, left, bottom, right. */
  pads: [number, number, number, number];
  height: number;
  width: number;
}

/** Works out TensorFlow's VALID or SAME padding, and takes in the padding that waits on the value. */
export function slide(op: Op, value: Value, kernelHeight: number, kernelWidth: number): Window {
  const { attr } = op.node;
  const [, strideY = 1, strideX = 1] = attr['strides']?.list?.i ?? [];
  const [, dilationY = 1, dilationX = 1] = attr['dilations']?.list?.i ?? [];
  const padding = attr['padding']?.s;
  if (padding !== 'SAME' && padding !== 'VALID') throw unsupported(op, `padding ${padding}`);
  const waiting = value.pad ?? [0, 0, 0, 0];
  const [, height = 0, width = 0] = value.shape;
  const y = along(height, waiting[0] + waiting[2], (kernelHeight - 1) * dilationY + 1, strideY, padding);
  const x = along(width, waiting[1] + waiting[3], (kernelWidth - 1) * dilationX + 1, strideX, padding);
  return {
    strides: [strideY, strideX],
    dilations: [dilationY, dilationX],
    pads: [waiting[0] + y.before, waiting[1] + x.before, waiting[2] + y.after, waiting[3] + x.after],
    height: y.out,
    width: x.out,
  };
}

// TensorFlow's rule for SAME: as many outputs as ceil(size / stride), and the odd padding at the end.
function along(size: number, waiting: number, kernel: number, stride: number, padding: 'SAME' | 'VALID') {
  const padded = size + waiting;
  if (padding === 'VALID') return { before: 0, after: 0, out: Math.floor((padded - kernel) / stride) + 1 };
  const out = Math.ceil(padded / stride);
  const total = Math.max((out - 1) * stride + kernel - padded, 0);
  const before = Math.floor(total / 2);
  return { before, after: total - before, out };
}
