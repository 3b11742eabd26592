import { ModelsError } from '../models-error.js';
import type { OnnxGraph } from './onnx-graph.js';

/**
 * A tensor of the graph in the making. TensorFlow speaks of its axes in `shape`'s order (logical); in the ONNX graph
 * pictures always lie channel first, so that a TF transpose is only a new way to speak of the same memory.
 */
export interface Value {
  /** Its name in the ONNX graph. */
  name: string;
  /** Sizes in logical order, at the resolution of the source graph; the free batch counts as 1. */
  shape: readonly number[];
  /** `axes[p]` is the logical axis that lies at the physical place p. */
  axes: readonly number[];
  /** Channels in memory where they are more than the shape's, to fill whole blocks; what is in them is never read. */
  lanes?: number | undefined;
  /** Zero padding of [top, left, bottom, right] that the next convolution or pooling takes into itself. */
  pad?: readonly [number, number, number, number];
  /** Lowest-value padding (of a pooling) rather than zeros. */
  padIsLowest?: boolean;
  /** Set on the picture only: pixels are still undivided and in BGR; the first convolution's weights make up for it. */
  picture?: { std: readonly number[]; swap: boolean };
}

/** NHWC in TensorFlow's words, channel first in memory. */
export const channelsFirst: readonly number[] = [0, 3, 1, 2];

/** Do pixels lie channel first, spoken of as NHWC? */
export function isChannelsFirst(value: Value): boolean {
  return value.axes.join() === channelsFirst.join();
}

/** The physical place of a logical axis; a negative axis counts from the end. */
export function placeOf(value: Value, axis: number): number {
  return value.axes.indexOf(axis < 0 ? value.shape.length + axis : axis);
}

/** Number of elements at the source graph's resolution. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Channels of a picture in memory, at least those of its shape. */
export function lanesOf(value: Value): number {
  return value.lanes ?? value.shape[value.axes[1] ?? 0] ?? 1;
}

/** The same value with no more channels in memory than its shape says. */
export function narrow(graph: OnnxGraph, value: Value): Value {
  const { lanes, ...rest } = value;
  const channels = value.shape[value.axes[1] ?? 0] ?? 1;
  if (lanes === undefined || lanes === channels) return rest;
  const [from, to, axis] = [graph.integers([0]), graph.integers([channels]), graph.integers([1])];
  return { ...rest, name: graph.node('Slice', [value.name, from, to, axis]) };
}

/** Refuses values whose padding or pixel scaling only a convolution can take in. */
export function plain(value: Value): Value {
  if (value.pad !== undefined || value.picture !== undefined) {
    throw new ModelsError(
      'unsupported',
      `${value.name} is padded or a raw picture, and no convolution follows`,
    );
  }
  return value;
}

/** A value whose memory is in logical order: transposed where that moves anything but axes of size 1. */
export function inLogicalOrder(graph: OnnxGraph, value: Value): { name: string; reordered: boolean } {
  const { name, axes, shape } = narrow(graph, plain(value));
  const moved = axes.filter((axis) => (shape[axis] ?? 1) > 1);
  const sorted = moved.every((axis, i) => i === 0 || axis > (moved[i - 1] ?? 0));
  if (sorted) return { name, reordered: false };
  const perm = shape.map((_, axis) => axes.indexOf(axis));
  return { name: graph.node('Transpose', [name], { perm }), reordered: true };
}
