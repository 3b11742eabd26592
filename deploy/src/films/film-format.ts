/** Size of every demo film in pixels, and its rate. */
export const FILM = { width: 848, height: 480, fps: 25 } as const;

/**
 * Scenes are composed on a smaller canvas, near the size of the material, and enlarged once by `FILM.width / CANVAS.width`
 * (1.6): the candidate's face is then 170–200 px high, as a seat's camera sees it.
 */
export const CANVAS = { width: 530, height: 300 } as const;

/** Frames of a span of time. */
export function framesOf(seconds: number): number {
  return Math.round(seconds * FILM.fps);
}
