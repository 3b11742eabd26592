import { inputNode, type TfGraph } from './tfjs-graph.js';
import type { TfNode } from './tfjs-schema.js';

/** Turns each Conv2D whose only reader adds a constant per channel into one _FusedConv2D with that bias. */
export function fuseBias(graph: TfGraph): TfGraph {
  const readers = new Map<string, number>();
  for (const node of graph.nodes) {
    for (const input of node.input) {
      const { node: name } = inputNode(input);
      readers.set(name, (readers.get(name) ?? 0) + 1);
    }
  }
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  const taken = new Set<string>();
  const fused = graph.nodes.map((node): TfNode => {
    const [data = '', bias = ''] = node.input;
    const conv = byName.get(data);
    const isAdd = node.op === 'Add' || node.op === 'AddV2' || node.op === 'BiasAdd';
    if (!isAdd || conv?.op !== 'Conv2D' || readers.get(data) !== 1) return node;
    if (graph.constants.get(bias)?.shape.length !== 1) return node;
    taken.add(data);
    const attr = { ...conv.attr, fused_ops: { list: { s: ['BiasAdd'] } } };
    return { name: node.name, op: '_FusedConv2D', input: [...conv.input, bias], attr };
  });
  return { nodes: fused.filter((node) => !taken.has(node.name)), constants: graph.constants };
}
