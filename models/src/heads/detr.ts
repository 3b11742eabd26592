import { ModelsError } from '../models-error.js';
import { type Decoder, type Decoding, type Detection, outputOf } from './detection.js';

/**
 * DETR-like heads with a sigmoid for each class (RT-DETR, D-FINE). Each query is one object, so nothing is suppressed.
 * Two forms of export exist, told apart by their outputs:
 * - `logits` (queries × classes) and `boxes` (queries × centre x, centre y, width, height in shares of the input);
 * - `labels` and `scores` (one a query, already chosen) and `boxes` (queries × left, top, right, bottom in px of the input).
 * Source: Hugging Face's export gives the first, lyuwenyu/RT-DETR rtdetrv2_pytorch/tools/export_onnx.py the second.
 */
export const decodeDetr: Decoder = (decoding) =>
  decoding.outputs['logits'] === undefined ? decodeChosen(decoding) : decodeQueries(decoding);

function decodeQueries(decoding: Decoding): Detection[] {
  const { net, classCount, wanted } = decoding;
  const queries = queriesOf(decoding);
  const logits = outputOf(decoding, 'logits', queries, classCount);
  const boxes = outputOf(decoding, 'boxes', queries, 4);
  const { width, height } = net.input;
  const found: Detection[] = [];
  for (let query = 0; query < queries; query++) {
    for (const { classId, leastScore } of wanted) {
      const score = 1 / (1 + Math.exp(-logits[query * classCount + classId]));
      if (!(score >= leastScore)) continue;
      const [x, y, w, h] = boxes.subarray(query * 4, query * 4 + 4);
      const box = { x: (x - w / 2) * width, y: (y - h / 2) * height, width: w * width, height: h * height };
      found.push({ classId, score, box });
    }
  }
  return found;
}

function decodeChosen(decoding: Decoding): Detection[] {
  const queries = queriesOf(decoding);
  const labels = outputOf(decoding, 'labels', queries, 1);
  const scores = outputOf(decoding, 'scores', queries, 1);
  const boxes = outputOf(decoding, 'boxes', queries, 4);
  const least = new Map(decoding.wanted.map(({ classId, leastScore }) => [classId, leastScore]));
  const found: Detection[] = [];
  for (let query = 0; query < queries; query++) {
    const [classId, score] = [labels[query], scores[query]];
    if (!(score >= (least.get(classId) ?? Infinity))) continue;
    const [left, top, right, bottom] = boxes.subarray(query * 4, query * 4 + 4);
    found.push({ classId, score, box: { x: left, y: top, width: right - left, height: bottom - top } });
  }
  return found;
}

// The number of queries is the net's own choice: 300 of most, 100 of some.
function queriesOf({ net, outputs }: Decoding): number {
  const queries = (outputs['boxes']?.length ?? NaN) / 4;
  if (Number.isInteger(queries)) return queries;
  const names = Object.keys(outputs).join(', ');
  throw new ModelsError(
    'wrong-output',
    `${net.name}: a detr head needs boxes of 4 numbers a query; outputs are ${names}`,
  );
}
