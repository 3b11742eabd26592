import type { Observation } from '@invigil/behaviour';
import type { Eye } from '../eval/eye.js';
import type { Film } from './film.js';

/** How often a seat looks at least, per second: the floors of its configuration. */
export const LOOKS = { faces: 5, objects: 1 } as const;
/** When every session begins, epoch ms. */
export const sessionStart = 1_760_000_000_000;

/** Looks at a film as a seat does at its lowest rates, and gives what it saw. */
export async function recordFilm(eye: Eye, film: Film): Promise<Observation[]> {
  await eye.forget();
  const observations: Observation[] = [];
  const pictures = film.open();
  try {
    for (let look = 0; (look * 1000) / LOOKS.faces < film.lengthMs; look++) {
      const atMs = (look * 1000) / LOOKS.faces;
      const mat = await pictures.picture(atMs);
      const picture = { width: mat.cols, height: mat.rows, mat, release: () => mat.release() };
      const objects = look % (LOOKS.faces / LOOKS.objects) === 0;
      const seen = await eye.look(picture, sessionStart + (film.fromMs ?? 0) + atMs, { objects });
      observations.push({ ...seen, virtualCamera: false, tooSlow: false });
    }
  } finally {
    pictures.close();
  }
  return observations;
}

/** A time of an observation as film time, ms. */
export function filmTime(at: number): number {
  return at - sessionStart;
}
