import type { Detector } from '../detector.js';

/** A size in an output's shape; 'queries' is the net's own choice. */
type HeadDimension = number | 'queries';

/** An output that a head decodes: its name in the passport, its shape, and its type where that is not float. */
export type HeadOutput = { name: string; shape: readonly HeadDimension[]; type?: 'int64' };

/** The outputs that a head decodes, for each form of export that it knows. */
export function headOutputs(
  head: Detector['head'],
  { width, height }: { width: number; height: number },
  classCount: number,
): readonly (readonly HeadOutput[])[] {
  const strides = [8, 16, 32];
  const cells = (stride: number) => Math.ceil(width / stride) * Math.ceil(height / stride);
  switch (head) {
    case 'nanodet':
      return [
        [
          ...strides.map((stride) => ({ name: `scores${stride}`, shape: [1, cells(stride), classCount] })),
          ...strides.map((stride) => ({ name: `distances${stride}`, shape: [1, cells(stride), 44] })),
        ],
      ];
    case 'centernet':
      return [
        [
          { name: 'heatMap', shape: [1, height / 4, width / 4, classCount] },
          { name: 'sides', shape: [1, height / 4, width / 4, 4] },
        ],
      ];
    case 'yolox': {
      const all = strides.reduce((sum, stride) => sum + cells(stride), 0);
      return [[{ name: 'predictions', shape: [1, all, 5 + classCount] }]];
    }
    case 'detr':
      return [
        [
          { name: 'logits', shape: [1, 'queries', classCount] },
          { name: 'boxes', shape: [1, 'queries', 4] },
        ],
        [
          { name: 'labels', shape: [1, 'queries'], type: 'int64' },
          { name: 'boxes', shape: [1, 'queries', 4] },
          { name: 'scores', shape: [1, 'queries'] },
        ],
      ];
  }
}
