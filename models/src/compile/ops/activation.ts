import { channelsFirst, lanesOf, plain, type Value } from '../value.js';
import { type Converter, type Op, unsupported, valueAt, weightsAt } from './op.js';

/** Relu, Relu6, Sigmoid, LeakyRelu and Prelu as nodes of their own. */
export const activation: Converter = (op) => {
  const slopes = op.node.op === 'Prelu' ? weightsAt(op, 1) : undefined;
  return [activate(op, plain(valueAt(op, 0)), op.node.op, slopes)];
};

/** Applies an activation by its TensorFlow name. */
export function activate(op: Op, value: Value, kind: string, slopes?: Float32Array): Value {
  const { graph } = op;
  switch (kind) {
    case 'Relu':
    case 'Sigmoid':
      return { ...value, name: graph.node(kind, [value.name]) };
    case 'Relu6': {
      const [from, to] = [0, 6].map((bound) => graph.weights([], Float32Array.of(bound)));
      return { ...value, name: graph.node('Clip', [value.name, from, to]) };
    }
    case 'LeakyRelu': {
      const alpha = { float: op.node.attr['alpha']?.f ?? 0.2 };
      return { ...value, name: graph.node('LeakyRelu', [value.name], { alpha }) };
    }
    case 'Prelu':
      if (slopes === undefined || value.axes.join() !== channelsFirst.join()) throw unsupported(op, 'slopes');
      return { ...value, name: prelu(op, value, slopes) };
    default:
      throw unsupported(op, `activation ${kind}`);
  }
}

// ONNX Runtime's PRelu is slow and breaks its blocked layout, and so does Neg. a·x + (1 − a)·Relu(x) is the same for
// every slope a, and the runtime turns a product with a constant per channel into a step of its blocked layout.
function prelu({ graph }: Op, value: Value, slopes: Float32Array): string {
  const perLane = [lanesOf(value), 1, 1];
  const a = new Float32Array(lanesOf(value));
  a.set(slopes);
  const below = graph.node('Mul', [value.name, graph.weights(perLane, a)]);
  const rest = a.map((slope) => 1 - slope);
  const above = graph.node('Mul', [graph.node('Relu', [value.name]), graph.weights(perLane, rest)]);
  return graph.node('Add', [below, above]);
}
