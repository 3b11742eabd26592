import { inputNode, type TfGraph } from './tfjs-graph.js';
import type { TfNode } from './tfjs-schema.js';

/** Keras of old writes a ReLU6 as Relu, Minimum with 6 and Maximum with 0: one Relu6 again, and one Clip in the compiled net. */
export function foldRelu6({ nodes, constants }: TfGraph): TfGraph {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const isScalar = (input: string | undefined, value: number): boolean => {
    const constant = constants.get(inputNode(input ?? '').node);
    return constant?.shape.length === 0 && constant.data[0] === value;
  };
  const before = (node: TfNode | undefined, op: string): TfNode | undefined => {
    const found = byName.get(inputNode(node?.input[0] ?? '').node);
    return found?.op === op ? found : undefined;
  };
  return {
    constants,
    nodes: nodes.map((node): TfNode => {
      const minimum =
        node.op === 'Maximum' && isScalar(node.input[1], 0) ? before(node, 'Minimum') : undefined;
      const relu = isScalar(minimum?.input[1], 6) ? before(minimum, 'Relu') : undefined;
      return relu === undefined ? node : { ...relu, name: node.name, op: 'Relu6' };
    }),
  };
}
