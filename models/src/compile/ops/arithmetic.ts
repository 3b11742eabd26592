import { isChannelsFirst, lanesOf, narrow, plain, sizeOf, type Value } from '../value.js';
import { type Converter, constantAt, type Op, unsupported, valueAt, weightsAt } from './op.js';

/** Add and AddV2 of two values of one shape, of a value and a constant per channel, or of two constants. */
export const add: Converter = (op) => {
  if (op.inputs.every((input) => 'data' in input)) {
    const [a, b] = [constantAt(op, 0), constantAt(op, 1)];
    if (a.shape.join() !== b.shape.join()) throw unsupported(op, 'constants of two shapes');
    return [{ shape: a.shape, data: Int32Array.from(a.data, (number, i) => number + (b.data[i] ?? 0)) }];
  }
  if (op.inputs[1] !== undefined && 'data' in op.inputs[1]) return perChannel(op, 'Add');
  let a = plain(valueAt(op, 0));
  let b = plain(valueAt(op, 1));
  if (a.axes.join() !== b.axes.join() || a.shape.join() !== b.shape.join())
    throw unsupported(op, 'two shapes');
  if (lanesOf(a) !== lanesOf(b)) [a, b] = [narrow(op.graph, a), narrow(op.graph, b)];
  return [{ ...a, name: op.graph.node('Add', [a.name, b.name]) }];
};

/** Mul by a constant per channel. */
export const multiply: Converter = (op) => perChannel(op, 'Mul');

// The runtime takes either into the weights of the convolution before it.
function perChannel(op: Op, kind: 'Add' | 'Mul'): Value[] {
  const value = plain(valueAt(op, 0));
  const constant = weightsAt(op, 1);
  if (!isChannelsFirst(value) || constant.length !== value.shape[3])
    throw unsupported(op, 'not one a channel');
  const lanes = lanesOf(value);
  const weights = new Float32Array(lanes);
  weights.set(constant);
  return [{ ...value, name: op.graph.node(kind, [value.name, op.graph.weights([lanes, 1, 1], weights)]) }];
}

/** SparseToDense with no sparse values: its default everywhere (a converter's way to write zeros). */
export const sparseToDense: Converter = (op) => {
  if (constantAt(op, 2).data.length > 0) throw unsupported(op, 'sparse values');
  const shape = [...constantAt(op, 1).data];
  return [{ shape, data: new Int32Array(sizeOf(shape)).fill(constantAt(op, 3).data[0] ?? 0) }];
};
