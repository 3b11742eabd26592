import { join } from 'node:path';
import type { Observation } from '@invigil/behaviour';
import { openEye, SEAT_RATES } from '../../eval/eye.js';
import { watchFilm } from '../../eval/watch-film.js';
import { PLACES } from '../../room/places.js';

const FILMS = ['calm', 'leaves', 'second-person', 'phone', 'covered', 'freezes'] as const;

/**
 * What a seat sees of the six demo films, one after the other and again from the beginning until `lengthMs` is full, at the
 * rates of a seat. Each film is looked at once: a track knows nothing of what was a minute ago.
 */
export async function filmedSession(lengthMs: number, startsAt: number): Promise<Observation[]> {
  const eye = await openEye({ isCamera: true });
  const films: Observation[][] = [];
  for (const name of FILMS) {
    const seen: Observation[] = [];
    for await (const look of watchFilm(eye, join(PLACES.films, `${name}.avi`), SEAT_RATES)) {
      seen.push({ ...look, virtualCamera: false, tooSlow: false });
    }
    films.push(seen);
  }
  const session: Observation[] = [];
  let filmStartsAt = startsAt;
  for (let turn = 0; filmStartsAt < startsAt + lengthMs; turn += 1) {
    const film = films[turn % films.length] ?? [];
    for (const one of film) {
      session.push({ ...one, capturedAt: Math.round(filmStartsAt + one.capturedAt) });
    }
    filmStartsAt += (film.at(-1)?.capturedAt ?? 0) + 1000 / SEAT_RATES.faces;
  }
  return session.filter(({ capturedAt }) => capturedAt < startsAt + lengthMs);
}
