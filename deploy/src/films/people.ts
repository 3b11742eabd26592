import { keyBlueWall } from './blue-key.js';
import { frameAt, readClip } from './clip.js';
import { CANVAS } from './film-format.js';
import { materialPath } from './material.js';
import { cv, matOf, pixelsOf, withMats, type Mat } from './opencv.js';
import { emptyRoom, matchLight, fitRoom } from './seat-room.js';
import { paste, type Pixels, type Sprite } from './sprite.js';

/** Who sits at the seat, and which frames of his film are played to and fro. */
export type Candidate = { man: 'a' | 'a-second-take' | 'b'; from: number; to: number };

/** The seat on the canvas. */
export type SeatView = {
  /**
   * The picture before anything happens; the Mat is the caller's. @param guest draws somebody onto the canvas: behind man B, who is cut
   * out of his film, and before man A, who is not
   */
  candidate(index: number, guest?: (canvas: Pixels) => void): Mat;
  /** The same place with nobody there. */
  empty: Pixels;
};

/** Man B is as large as man A at this scale of his film. */
const MAN_B_SCALE = 0.68;

/** Reads what is needed to show `candidate` at his seat. */
export function seatView(candidate: Candidate): SeatView {
  if (candidate.man === 'b') return manBAtSeat(candidate);
  const file = materialPath(candidate.man === 'a' ? 'manA' : 'manASecondTake');
  const clip = readClip(file, candidate.from, candidate.to, pixelsOf);
  const room = matchLight(emptyRoom(), frameAt(clip, 0));
  const empty = withMats((own) => pixelsOf(own(fitRoom(room))));
  return {
    candidate: (index, guest) =>
      guest ? drawn(fitRoom(frameAt(clip, index)), guest) : fitRoom(frameAt(clip, index)),
    empty,
  };
}

/** The canvas with somebody drawn onto it; the Mat that was given is released. */
function drawn(picture: Mat, guest: (canvas: Pixels) => void): Mat {
  const canvas = { ...CANVAS, bgr: withMats((own) => own(picture).getData()) };
  guest(canvas);
  return matOf(canvas);
}

/** Man B cut out of his film, one sprite a frame, at `scale` and in the light of the room (factors of blue, green, red). */
export function manBSprites(
  from: number,
  to: number,
  scale: number,
  light: readonly [number, number, number],
): Sprite[] {
  return readClip(materialPath('manB'), from, to, (frame) => {
    const [height, width] = [Math.round(frame.rows * scale), Math.round(frame.cols * scale)];
    const sprite = withMats((own) => {
      const small = own(frame.resize(height, width, 0, 0, cv.INTER_AREA));
      return keyBlueWall(small, manBOutline);
    });
    const bgr = sprite.bgr.map((value, i) => value * (light[i % 3] ?? 1));
    return { ...sprite, bgr };
  });
}

/** Man B before the same room seen from the other side: mirrored, out of focus and in cooler light. */
function manBAtSeat(candidate: Candidate): SeatView {
  const sprites = manBSprites(candidate.from, candidate.to, MAN_B_SCALE, [0.94, 0.95, 0.95]);
  const wall = withMats((own) => {
    const mirrored = own(own(fitRoom(emptyRoom())).flip(1));
    return own(mirrored.gaussianBlur(new cv.Size(7, 7), 0, 0, cv.BORDER_REPLICATE)).getData();
  });
  const cool = [1.08, 1, 0.92];
  const bgr = wall.map((value, i) => Math.min(255, value * (cool[i % 3] ?? 1)));
  const room = { ...CANVAS, bgr };
  return {
    candidate(index, guest) {
      const sprite = frameAt(sprites, index);
      const canvas = { ...CANVAS, bgr: Buffer.from(room.bgr) };
      guest?.(canvas);
      paste(canvas, sprite, { left: 130, top: CANVAS.height - sprite.height });
      return matOf(canvas);
    },
    empty: room,
  };
}

/**
 * The part of man B's film that may be kept: not the dark thing on the wall at its left edge; and his shoulder, which the
 * film's right edge cuts, is rounded off.
 */
function manBOutline(x: number, y: number): number {
  if (x < 0.07) return 0;
  const [centre, width, height] = [0.84, 0.155, 0.25];
  if (x < centre) return 1;
  const reach = Math.hypot((x - centre) / width, (1 - y) / height);
  return Math.min(1, Math.max(0, (1 - reach) * 20));
}
