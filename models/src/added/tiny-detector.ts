import { OnnxGraph } from '../compile/onnx-graph.js';

/** A detector of a few nodes for tests, 64×32 px. Its output is `rest`, plus for each colour its mean times a number. */
export type TinyDetector = {
  graph: OnnxGraph;
  /** Adds an output of that shape. `colours`: how much the mean of a channel adds to each number of the last axis. */
  give: (name: string, shape: readonly number[], rest: Float32Array, colours?: readonly number[][]) => void;
};

/** Begins a tiny detector that takes float or byte pixels in one of the two layouts. */
export function tinyDetector(
  layout: 'nchw' | 'nhwc' = 'nchw',
  type: 'float32' | 'uint8' = 'float32',
): TinyDetector {
  const graph = new OnnxGraph();
  graph.input('images', type, layout === 'nchw' ? [1, 3, 32, 64] : [1, 32, 64, 3]);
  const pixels = type === 'uint8' ? graph.node('Cast', ['images'], { to: 1 }) : 'images';
  const axes = layout === 'nchw' ? [2, 3] : [1, 2];
  const means = graph.node('ReduceMean', [pixels], { axes, keepdims: 0 });
  return {
    graph,
    give(name, shape, rest, colours = [[0], [0], [0]]) {
      const width = colours[0].length;
      const added = graph.node('MatMul', [
        means,
        graph.weights([3, width], Float32Array.from(colours.flat())),
      ]);
      graph.output(name, graph.node('Add', [added, graph.weights(shape, rest)]), shape);
    },
  };
}

/** Numbers of a raw YOLOX head of 64×32 px: nothing but one box of class 0 in the middle of stride 32's first cell. */
export function yoloxNumbers(classCount: number): Float32Array {
  const width = 5 + classCount;
  const numbers = new Float32Array(42 * width);
  numbers.set([0.5, 0.5, 0, 0, 1, 0.75], 40 * width);
  return numbers;
}
