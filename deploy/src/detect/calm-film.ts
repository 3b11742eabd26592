import { openVideo, type Picture } from '@invigil/device';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FILM } from '../films/film-format.js';
import { materialPath } from '../films/material.js';
import { cv, type Mat, withMats } from '../films/opencv.js';
import { seededRandom } from '../films/random.js';
import type { Film } from './film.js';
import { openCamera, PLAIN_VIEW, type View } from './view.js';

/** A film of one person who sits calmly before a camera, as it was taken. */
type CalmSource = { name: string; file: string };

const CHUNK_MS = 600_000;
const SESSION_MS = 3_600_000;

/** The calm films that there are: those of npm packages, and more in a data folder. */
export function calmSources(data: string | undefined): CalmSource[] {
  const own = (['manA', 'manASecondTake', 'manB'] as const).map((name) => ({
    name,
    file: materialPath(name),
  }));
  const clips = ['gaze_center_focus'].map((name) => ({
    name,
    file: data === undefined ? '' : join(data, 'clips', `${name}.mp4`),
  }));
  return [...own, ...clips.filter(({ file }) => file !== '' && existsSync(file))];
}

/**
 * Calm film of so many hours, in chunks of ten minutes: each hour is a session of one source, played again and again, in light and
 * with a crop that vary slowly. Chunks of the same session follow each other.
 */
export function calmFilms(hours: number, sources: readonly CalmSource[]): { session: number; film: Film }[] {
  const films: { session: number; film: Film }[] = [];
  for (let startMs = 0; startMs < hours * SESSION_MS; startMs += CHUNK_MS) {
    const session = Math.floor(startMs / SESSION_MS);
    const source = sources[session % sources.length];
    if (!source) break;
    films.push({ session, film: chunk(source, session, startMs - session * SESSION_MS) });
  }
  return films;
}

function chunk(source: CalmSource, session: number, fromMs: number): Film {
  const view = driftingView(session);
  return {
    name: `calm-${String(session + 1).padStart(2, '0')}-${source.name}-${fromMs / 60_000}min`,
    recipe: { source: source.name, session, fromMs, view: view(0), chunk: CHUNK_MS },
    lengthMs: CHUNK_MS,
    open() {
      const loop = openLoop(source.file);
      const camera = openCamera({ seed: 7000 + session, noise: view(0).noise });
      return {
        async picture(atMs) {
          const picture = await loop.at(atMs);
          const index = Math.round((atMs * FILM.fps) / 1000);
          return withMats((own) => camera(own(fitted(own(picture.mat))), view(fromMs + atMs), index));
        },
        close: loop.close,
      };
    },
  };
}

/** Light that comes and goes within minutes, and a camera of its own for each session. */
function driftingView(session: number): (atMs: number) => View {
  const random = seededRandom(0xca1 + session);
  const [mirrored, zoom, noise] = [random() < 0.5, 0.8 + 0.35 * random(), 1 + 2.5 * random()];
  const [phase, periodMs] = [2 * Math.PI * random(), 300_000 + 600_000 * random()];
  const base = -0.35 + 0.4 * (random() - 0.5);
  return (atMs) => {
    const swing = Math.sin(phase + (2 * Math.PI * atMs) / periodMs);
    return {
      ...PLAIN_VIEW,
      mirrored,
      zoom: zoom + 0.04 * Math.sin((2 * Math.PI * atMs) / 1_100_000),
      shift: 0.03 * Math.sin((2 * Math.PI * atMs) / 1_700_000),
      gain: 2 ** (base + 0.5 * swing),
      cast: [1 + 0.05 * swing, 1, 1 - 0.05 * swing],
      noise,
    };
  };
}

/** Plays a film for ever; pictures are asked for in rising order of time. */
function openLoop(file: string): { at(atMs: number): Promise<Picture>; close(): void } {
  let video = openVideo(file, { live: false });
  let next = 0;
  return {
    async at(atMs) {
      const wanted = Math.floor((atMs * (video.format.fps || FILM.fps)) / 1000);
      for (;;) {
        const picture = await video.read();
        if (!picture) {
          video.release();
          video = openVideo(file, { live: false });
          continue;
        }
        if (next++ >= wanted) return picture;
        picture.release();
      }
    },
    close: () => video.release(),
  };
}

/** Cut to the film's shape about its middle, and brought to the film's size; the Mat is the caller's. */
function fitted(frame: Mat): Mat {
  const height = Math.min(frame.rows, Math.round((frame.cols * FILM.height) / FILM.width));
  const width = Math.min(frame.cols, Math.round((height * FILM.width) / FILM.height));
  const top = Math.round((frame.rows - height) / 3);
  const rect = new cv.Rect((frame.cols - width) >> 1, top, width, height);
  return withMats((own) => own(frame.getRegion(rect)).resize(FILM.height, FILM.width, 0, 0, cv.INTER_LINEAR));
}
