import { FILM } from '../films/film-format.js';
import type { Pixels } from '../films/sprite.js';

/** What may lie before a lens, as BGR at the picture's left and right edge. */
const COVERS = [
  // A lid: next to no light.
  { left: [3, 3, 3], right: [4, 4, 4] },
  // A finger: a little reddish light at one side.
  { left: [8, 8, 10], right: [10, 11, 16] },
  // A cloth or a sticky note in the light of the room.
  { left: [96, 104, 110], right: [108, 116, 124] },
  { left: [70, 150, 160], right: [78, 160, 172] },
] as const;

/** One of several covers. @param form 0–1 chooses */
export function lensCover(form: number): Pixels {
  const { left, right } = COVERS[Math.min(COVERS.length - 1, Math.floor(form * COVERS.length))] ?? COVERS[0];
  const bgr = new Uint8Array(FILM.width * FILM.height * 3);
  for (let i = 0; i < FILM.width * FILM.height; i++) {
    const way = (i % FILM.width) / FILM.width;
    for (let channel = 0; channel < 3; channel++) {
      const [from, to] = [left[channel] ?? 0, right[channel] ?? 0];
      bgr[3 * i + channel] = Math.round(from + (to - from) * way);
    }
  }
  return { width: FILM.width, height: FILM.height, bgr };
}
