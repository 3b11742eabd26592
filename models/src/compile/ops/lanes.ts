import type { Op } from './op.js';

// ONNX Runtime's blocked layout holds 8 or 16 channels a block, and a depthwise convolution of a broken block leaves
// the layout. Whole blocks of zeros cost less than going in and out of it.
const block = 16;

/** Channels to hold in memory for a result of so many. */
export function widened(op: Op, channels: number): number {
  return op.mayWiden && channels > block ? Math.ceil(channels / block) * block : channels;
}
