import { readClip } from './clip.js';
import { CANVAS } from './film-format.js';
import { materialPath } from './material.js';
import { cv, matOf, pixelsOf, withMats, type Mat } from './opencv.js';
import type { Pixels } from './sprite.js';

// The frames of the film in which the man sits farthest back, so that most of the wall is seen.
const FAR_BACK = { from: 945, to: 995 } as const;
// Places in the 400×300 picture: the corner of the room, the wall's rows above the head, and where body and head end.
const CORNER_X = 226;
const WALL_ROWS = { from: 40, to: 108 } as const;
const HEAD = { top: 112, left: 154, right: 278 } as const;
const SHOULDERS = { top: 238, left: 106, right: 352 } as const;

// Columns at the film's right edge that are darker than the wall.
const DARK_EDGE = 4;
// Where the lamp stands.
const LAMP = { top: 205, right: 70 } as const;

type Rect = InstanceType<typeof cv.Rect>;

/** The room of man A without anybody in it, 400×300. */
export function emptyRoom(): Pixels {
  const [first, ...rest] = readClip(materialPath('manA'), FAR_BACK.from, FAR_BACK.to, pixelsOf);
  if (!first) throw new RangeError('no frame of the room');
  const sum = new Float64Array(first.bgr);
  for (const frame of rest) frame.bgr.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value));
  const { width, height } = first;
  const mean = sum.map((value) => value / (rest.length + 1));
  removePerson(mean, width, height);
  return { width, height, bgr: Uint8Array.from(mean, Math.round) };
}

/**
 * Fits a 400×300 picture of the room to the canvas: the wall on the right goes on as it is at the picture's edge, and wall
 * takes the lamp's place at the lower left, which nanodet took for a person (0.30–0.47). The Mat is the caller's.
 */
export function fitRoom(picture: Pixels): Mat {
  const { height: rows, width } = picture;
  const end = width - DARK_EDGE;
  const missing = CANVAS.width - end;
  const canvas = withMats((own) =>
    own(own(matOf(picture)).getRegion(new cv.Rect(0, 0, end, rows))).copyMakeBorder(
      0,
      0,
      0,
      missing,
      cv.BORDER_REPLICATE,
    ),
  );
  spreadWall(canvas, new cv.Rect(end - 12, 0, 12, rows), new cv.Rect(end, 0, missing, rows));
  const height = rows - LAMP.top;
  // From above the lamp's glow.
  spreadWall(canvas, new cv.Rect(LAMP.right, 210, 8, 24), new cv.Rect(0, LAMP.top, LAMP.right, height));
  return canvas;
}

/** Fills `to` with the colours of the wall in `from`, stretched, and softened so that the film's grain makes no stripes. */
function spreadWall(picture: Mat, from: Rect, to: Rect): void {
  withMats((own) => {
    const column = own(own(picture.getRegion(from)).resize(from.height, 1, 0, 0, cv.INTER_AREA));
    const soft = own(column.gaussianBlur(new cv.Size(1, 15), 0, 0, cv.BORDER_REPLICATE));
    const wall = own(soft.resize(to.height, to.width, 0, 0, cv.INTER_LINEAR));
    own(wall.copyTo(own(picture.getRegion(to))));
  });
}

/** The room with the light that `lit` has on the empty wall on the right; both 400×300. */
export function matchLight(room: Pixels, lit: Pixels): Pixels {
  const wall = new cv.Rect(310, 20, 80, 200);
  const mean = (picture: Pixels) => withMats((own) => own(own(matOf(picture)).getRegion(wall)).mean());
  const is = mean(room);
  const wanted = mean(lit);
  // Only the three colours matter: OpenCV's mean has four numbers, and the binding calls them w, x, y and z.
  const offsets = [wanted.w - is.w, wanted.x - is.x, wanted.y - is.y];
  const bgr = room.bgr.map((value, i) => Math.min(255, Math.max(0, value + (offsets[i % 3] ?? 0))));
  return { ...room, bgr };
}

/**
 * Fills the person's place with wall: brightness across the wall from the rows above the head, plus what the wall beside the
 * person differs from it, each side of the room's corner by itself.
 */
function removePerson(pixels: Float64Array, width: number, height: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const at = (x: number, y: number) => pixels[(y * width + x) * 3 + channel] ?? 0;
    const across = Float64Array.from({ length: width }, (_, x) =>
      average(WALL_ROWS.from, WALL_ROWS.to, (y) => at(x, y)),
    );
    const offset = (x: number, y: number) =>
      average(x - 3, x + 4, (column) => at(column, y) - (across[column] ?? 0));
    const fill = (y: number, from: number, to: number, offsets: (x: number) => [number, number]) => {
      for (let x = from; x <= to; x++) {
        const [left, right] = offsets(x);
        // Over the corner's 6 pixels the two sides run into each other.
        const side = clamp01((x - CORNER_X + 3) / 6);
        pixels[(y * width + x) * 3 + channel] = (across[x] ?? 0) + left * (1 - side) + right * side;
      }
    };
    const beside = (y: number): [number, number] => [offset(HEAD.left - 4, y), offset(HEAD.right + 4, y)];
    for (let y = HEAD.top; y < SHOULDERS.top; y++) fill(y, HEAD.left, HEAD.right, () => beside(y));

    // Beside the shoulders the wall is seen only farther out: the step from there to the head's side is kept from above.
    const far = (y: number): [number, number] => [
      offset(SHOULDERS.left - 4, y),
      offset(SHOULDERS.right + 4, y),
    ];
    const last = SHOULDERS.top - 1;
    const steps = [beside(last)[0] - far(last)[0], beside(last)[1] - far(last)[1]] as const;
    for (let y = SHOULDERS.top; y < height; y++) {
      const [left, right] = far(y);
      fill(y, SHOULDERS.left, SHOULDERS.right, (x) => [
        left + steps[0] * clamp01((x - SHOULDERS.left) / (HEAD.left - SHOULDERS.left)),
        right + steps[1] * clamp01((SHOULDERS.right - x) / (SHOULDERS.right - HEAD.right)),
      ]);
    }
  }
}

function average(from: number, to: number, value: (at: number) => number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += value(at);
  return sum / (to - from);
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
