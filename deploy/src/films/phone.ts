import { FilmsError } from './films-error.js';
import { materialPath } from './material.js';
import { cv, withMats, type Mat } from './opencv.js';
import type { Sprite } from './sprite.js';

/** Corners of the phone's body in the 1920×1367 photo: earpiece left and right, then right and left at the far end. */
const CORNERS = [
  [69, 1285],
  [141, 1250],
  [306, 1305],
  [226, 1349],
] as const;

/** A phone with a lit screen as it is held up before a camera: `height` px tall (width 0.5 of it), turned by `tiltDeg`. */
export function phoneSprite(height: number, tiltDeg: number): Sprite {
  const width = Math.round(height * 0.5);
  const tilt = (tiltDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const box = {
    width: Math.ceil(width * Math.abs(cos) + height * Math.abs(sin)) + 4,
    height: Math.ceil(width * Math.abs(sin) + height * Math.abs(cos)) + 4,
  };
  const place = (x: number, y: number) =>
    new cv.Point2(box.width / 2 + x * cos - y * sin, box.height / 2 + x * sin + y * cos);
  const [w, h] = [width / 2, height / 2];
  const target = [place(-w, -h), place(w, -h), place(w, h), place(-w, h)];
  const corners = CORNERS.map(([x, y]) => new cv.Point2(x, y));
  const bgr = withMats((own) => {
    const photo = own(readPhoto(materialPath('phone')));
    const warp = own(cv.getPerspectiveTransform(corners, target));
    return own(photo.warpPerspective(warp, new cv.Size(box.width, box.height), cv.INTER_LINEAR)).getData();
  });
  const alpha = new Uint8Array(box.width * box.height);
  for (let i = 0; i < alpha.length; i++) {
    const [dx, dy] = [(i % box.width) - box.width / 2, Math.floor(i / box.width) - box.height / 2];
    const outside = roundedBox(dx * cos + dy * sin, dy * cos - dx * sin, w - 1, h - 1, width * 0.16);
    alpha[i] = Math.round(255 * Math.min(1, Math.max(0, 0.5 - outside)));
  }
  return { ...box, bgr, alpha };
}

/** Signed distance in pixels from the edge of a box with round corners whose centre is (0, 0); negative inside. */
function roundedBox(x: number, y: number, halfWidth: number, halfHeight: number, radius: number): number {
  const dx = Math.abs(x) - halfWidth + radius;
  const dy = Math.abs(y) - halfHeight + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

function readPhoto(file: string): Mat {
  try {
    return cv.imread(file);
  } catch (cause) {
    throw new FilmsError('missing-material', `${file} can't be read as a picture`, cause);
  }
}
