import { lanesOf, narrow, plain, sizeOf } from '../value.js';
import { type Converter, constantAt, unsupported, valueAt } from './op.js';

/** Add and AddV2 of two values of one shape, or of two constants. */
export const add: Converter = (op) => {
  if (op.inputs.every((input) => 'data' in input)) {
    const [a, b] = [constantAt(op, 0), constantAt(op, 1)];
    if (a.shape.join() !== b.shape.join()) throw unsupported(op, 'constants of two shapes');
    return [{ shape: a.shape, data: Int32Array.from(a.data, (number, i) => number + (b.data[i] ?? 0)) }];
  }
  let a = plain(valueAt(op, 0));
  let b = plain(valueAt(op, 1));
  if (a.axes.join() !== b.axes.join() || a.shape.join() !== b.shape.join())
    throw unsupported(op, 'two shapes');
  if (lanesOf(a) !== lanesOf(b)) [a, b] = [narrow(op.graph, a), narrow(op.graph, b)];
  return [{ ...a, name: op.graph.node('Add', [a.name, b.name]) }];
};

/** SparseToDense with no sparse values: its default everywhere (a converter's way to write zeros). */
export const sparseToDense: Converter = (op) => {
  if (constantAt(op, 2).data.length > 0) throw unsupported(op, 'sparse values');
  const shape = [...constantAt(op, 1).data];
  return [{ shape, data: new Int32Array(sizeOf(shape)).fill(constantAt(op, 3).data[0] ?? 0) }];
};
