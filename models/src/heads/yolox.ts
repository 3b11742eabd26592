import { type Decoder, type Detection, outputOf } from './detection.js';

const STRIDES = [8, 16, 32] as const;
/** Columns before the classes: centre x and y, width, height, and how surely there is an object at all. */
const BEFORE_CLASSES = 5;

/**
 * YOLOX: `predictions` of cells × (4 box numbers, objectness, classes), the strides' cells one after the other, row by row.
 * Objectness and classes are already sigmoided; a score is their product. The box is in px of the input where the passport
 * says `decoded` (export with `--decode_in_inference`), else the centre is an offset from the cell and the size a
 * logarithm, both in strides. Source: Megvii-BaseDetection/YOLOX, yolox/models/yolo_head.py and yolox/utils/demo_utils.py.
 */
export const decodeYolox: Decoder = (decoding) => {
  const { net, classCount, wanted } = decoding;
  const decoded = net.detector.head === 'yolox' && net.detector.decoded;
  const grid = STRIDES.map((stride) => ({
    stride,
    columns: Math.floor(net.input.width / stride),
    rows: Math.floor(net.input.height / stride),
  }));
  const cells = grid.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
  const width = BEFORE_CLASSES + classCount;
  const predictions = outputOf(decoding, 'predictions', cells, width);
  const found: Detection[] = [];
  let at = 0;
  for (const { stride, columns, rows } of grid) {
    for (let cell = 0; cell < columns * rows; cell++, at += width) {
      const objectness = predictions[at + 4];
      for (const { classId, leastScore } of wanted) {
        const score = objectness * predictions[at + BEFORE_CLASSES + classId];
        if (!(score >= leastScore)) continue;
        const [x, y, w, h] = predictions.subarray(at, at + 4);
        const centre = decoded
          ? { x, y, width: w, height: h }
          : {
              x: (x + (cell % columns)) * stride,
              y: (y + Math.floor(cell / columns)) * stride,
              width: Math.exp(w) * stride,
              height: Math.exp(h) * stride,
            };
        const box = { ...centre, x: centre.x - centre.width / 2, y: centre.y - centre.height / 2 };
        found.push({ classId, score, box });
      }
    }
  }
  return found;
};
