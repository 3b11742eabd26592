import { type Decoder, type Detection, outputOf } from './detection.js';

/** One cell of the heat map is 4 px of the input. Source: Zhou et al., Objects as Points, 2019. */
const STRIDE = 4;

/**
 * CenterNet: `heatMap` (rows × columns × classes, already sigmoided) and `sides` (rows × columns × left, top, right,
 * bottom in px of the input). An object is a cell that none of its eight neighbours exceeds, so no suppression is
 * needed. Its point is the cell's corner, not its middle, as MobileNetV3-CenterNet's own graph computes it.
 */
export const decodeCenterNet: Decoder = (decoding) => {
  const { net, classCount, wanted } = decoding;
  const [columns, rows] = [Math.ceil(net.input.width / STRIDE), Math.ceil(net.input.height / STRIDE)];
  const heat = outputOf(decoding, 'heatMap', rows * columns, classCount);
  const sides = outputOf(decoding, 'sides', rows * columns, 4);
  const found: Detection[] = [];
  for (let cell = 0; cell < rows * columns; cell++) {
    for (const { classId, leastScore } of wanted) {
      const score = heat[cell * classCount + classId];
      if (!(score >= leastScore) || !isPeak(heat, cell, { rows, columns, classCount, classId })) continue;
      const [left, top, right, bottom] = sides.subarray(cell * 4, cell * 4 + 4);
      const x = (cell % columns) * STRIDE - left;
      const y = Math.floor(cell / columns) * STRIDE - top;
      found.push({ classId, score, box: { x, y, width: left + right, height: top + bottom } });
    }
  }
  return found;
};

function isPeak(
  heat: Float32Array,
  cell: number,
  map: { rows: number; columns: number; classCount: number; classId: number },
): boolean {
  const { rows, columns, classCount, classId } = map;
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const score = heat[cell * classCount + classId];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      if (heat[(y * columns + x) * classCount + classId] > score) return false;
    }
  }
  return true;
}
