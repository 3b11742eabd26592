import { ModelsError } from '../../models-error.js';
import type { OnnxGraph } from '../onnx-graph.js';
import type { Constant } from '../tfjs-graph.js';
import type { TfNode } from '../tfjs-schema.js';
import type { Value } from '../value.js';

/** What a converter has to work with: one TF.js node, its inputs and the ONNX graph that it adds to. */
export interface Op {
  node: TfNode;
  graph: OnnxGraph;
  inputs: readonly (Value | Constant)[];
  /** Do only operations read the result that don't mind more channels in memory than its shape says? */
  mayWiden: boolean;
}

/** Adds a node's meaning to the ONNX graph and gives its outputs. */
export type Converter = (op: Op) => (Value | Constant)[];

/** The node's input `i`, which must be computed. */
export function valueAt(op: Op, i: number): Value {
  const input = op.inputs[i];
  if (input === undefined || 'data' in input) throw unsupported(op, `input ${i} is no computed value`);
  return input;
}

/** The node's input `i`, which must be a constant. */
export function constantAt(op: Op, i: number): Constant {
  const input = op.inputs[i];
  if (input === undefined || !('data' in input)) throw unsupported(op, `input ${i} is no constant`);
  return input;
}

/** The node's input `i` as float weights. */
export function weightsAt(op: Op, i: number): Float32Array {
  const { data } = constantAt(op, i);
  if (!(data instanceof Float32Array)) throw unsupported(op, `input ${i} holds whole numbers`);
  return data;
}

/** An error that names the node and what is not understood about it. */
export function unsupported(op: Pick<Op, 'node'>, what: string): ModelsError {
  return new ModelsError('unsupported', `${op.node.op} ${op.node.name}: ${what}`);
}
