/** Size of a thumbnail, whatever the shape of its picture: what is compared with it is a scene, not a pixel. */
export const THUMBNAIL = { columns: 80, rows: 60 } as const;

/** Mean luma (0–255) of the fields of an 80×60 grid over a picture's luma, row by row. The picture must be larger. */
export function thumbnailOf(luma: Uint8Array, width: number, height: number): Float32Array {
  const { columns, rows } = THUMBNAIL;
  const means = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [edgeOf(row, rows, height), edgeOf(row + 1, rows, height)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [edgeOf(column, columns, width), edgeOf(column + 1, columns, width)];
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let i = y * width + left; i < y * width + right; i++) sum += luma[i];
      }
      means[row * columns + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

/** The first px of a field. */
function edgeOf(field: number, fields: number, px: number): number {
  return Math.floor((field * px) / fields);
}
