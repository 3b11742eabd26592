import { inLogicalOrder, narrow, placeOf, plain, sizeOf, type Value } from '../value.js';
import { type Converter, constantAt, unsupported, valueAt } from './op.js';

/** Identity. */
export const identity: Converter = (op) => op.inputs.slice(0, 1);

/** Transpose: no node, only another way to speak of the same memory. */
export const transpose: Converter = (op) => {
  const value = valueAt(op, 0);
  const perm = [...constantAt(op, 1).data];
  const shape = perm.map((axis) => value.shape[axis] ?? 1);
  return [{ ...value, shape, axes: value.axes.map((axis) => perm.indexOf(axis)) }];
};

/** Reshape; one size may be −1. */
export const reshape: Converter = (op) => {
  const value = valueAt(op, 0);
  const wanted = [...constantAt(op, 1).data];
  const known = wanted.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const shape = wanted.map((size) => (size === -1 ? sizeOf(value.shape) / known : size));
  if (sizeOf(shape) !== sizeOf(value.shape))
    throw unsupported(op, `${value.shape.join('×')} to ${wanted.join('×')}`);
  const { name } = inLogicalOrder(op.graph, value);
  const axes = shape.map((_, axis) => axis);
  return [{ name: op.graph.node('Reshape', [name, op.graph.integers(wanted)]), shape, axes }];
};

/** ConcatV2. */
export const concat: Converter = (op) => {
  const parts = op.inputs.slice(0, -1).map((_, i) => narrow(op.graph, plain(valueAt(op, i))));
  const [first] = parts;
  const axis = constantAt(op, parts.length).data[0];
  if (first === undefined || axis === undefined) throw unsupported(op, 'nothing to join');
  if (parts.some((part) => part.axes.join() !== first.axes.join())) throw unsupported(op, 'layouts differ');
  const names = parts.map((part) => part.name);
  const name = op.graph.node('Concat', names, { axis: placeOf(first, axis) });
  const along = axis < 0 ? first.shape.length + axis : axis;
  const total = parts.reduce((sum, part) => sum + (part.shape[along] ?? 0), 0);
  return [{ ...first, name, shape: first.shape.map((size, i) => (i === along ? total : size)) }];
};

/** SplitV: each part is a Slice, so that a part that nobody asks for costs nothing. */
export const split: Converter = (op) => {
  const value = narrow(op.graph, plain(valueAt(op, 0)));
  const sizes = [...constantAt(op, 1).data];
  const axis = constantAt(op, 2).data[0] ?? 0;
  const along = axis < 0 ? value.shape.length + axis : axis;
  const place = op.graph.integers([placeOf(value, axis)]);
  let start = 0;
  return sizes.map((size): Value => {
    const [from, to] = [op.graph.integers([start]), op.graph.integers([start + size])];
    start += size;
    const shape = value.shape.map((old, i) => (i === along ? size : old));
    return { ...value, name: op.graph.node('Slice', [value.name, from, to, place]), shape };
  });
};
