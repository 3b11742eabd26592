import { cv, withMats, type Mat } from './opencv.js';
import type { Sprite } from './sprite.js';

/** How much bluer than its other channels a pixel is where it starts to turn clear, and where it is fully clear. */
const SOLID_BELOW = 22;
const CLEAR_ABOVE = 62;

/**
 * Cuts a person out from before a blue wall. What blue light the wall throws on hair and shoulders is taken out too.
 * `keep` says, for a place in the picture as fractions of its width and height, how much of it may stay (0–1).
 */
export function keyBlueWall(picture: Mat, keep: (x: number, y: number) => number): Sprite {
  const { cols: width, rows: height } = picture;
  const bgr = picture.getData();
  const raw = Buffer.alloc(width * height);
  for (let i = 0; i < raw.length; i++) {
    const blue = bgr[3 * i] ?? 0;
    const others = Math.max(bgr[3 * i + 1] ?? 0, bgr[3 * i + 2] ?? 0);
    const blueness = (blue - others - SOLID_BELOW) / (CLEAR_ABOVE - SOLID_BELOW);
    raw[i] = Math.round(255 * (1 - Math.min(1, Math.max(0, blueness))));
    // Neither skin nor hair nor a grey jersey is bluer than it is green.
    bgr[3 * i] = Math.min(blue, bgr[3 * i + 1] ?? 0);
  }
  // The film stores colour at half resolution, so its blue has steps: smooth them, then pull the edge inwards.
  const soft = withMats((own) => {
    const hard = own(new cv.Mat(raw, height, width, cv.CV_8UC1));
    return own(hard.gaussianBlur(new cv.Size(3, 3), 0, 0, cv.BORDER_REPLICATE)).getData();
  });
  const alpha = new Uint8Array(soft.length);
  for (let i = 0; i < alpha.length; i++) {
    const pulled = Math.min(1, Math.max(0, ((soft[i] ?? 0) / 255 - 0.35) / 0.6));
    alpha[i] = Math.round(255 * pulled * keep((i % width) / width, Math.floor(i / width) / height));
  }
  return { width, height, bgr, alpha };
}
