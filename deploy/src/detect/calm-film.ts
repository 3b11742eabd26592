import { openVideo } from '@invigil/device';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { frameAt } from '../films/clip.js';
import { FILM } from '../films/film-format.js';
import { materialPath } from '../films/material.js';
import { cv, type Mat, matOf, pixelsOf, withMats } from '../films/opencv.js';
import { seededRandom } from '../films/random.js';
import type { Pixels } from '../films/sprite.js';
import type { Film, Studio } from './film.js';
import { once } from './once.js';
import { LOOKS } from './record.js';
import { PLAIN_VIEW, type View } from './view.js';

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
export function calmFilms(
  hours: number,
  sources: readonly CalmSource[],
  studio: Studio,
): { session: number; film: Film }[] {
  const films: { session: number; film: Film }[] = [];
  const looksOf = once(readLooks);
  for (let startMs = 0; startMs < hours * SESSION_MS; startMs += CHUNK_MS) {
    const session = Math.floor(startMs / SESSION_MS);
    const source = sources[session % sources.length];
    if (!source) break;
    films.push({
      session,
      film: chunk(source, session, startMs - session * SESSION_MS, { studio, looksOf }),
    });
  }
  return films;
}

function chunk(
  source: CalmSource,
  session: number,
  fromMs: number,
  { looksOf, studio }: { studio: Studio; looksOf: (file: string) => Promise<Pixels[]> },
): Film {
  const view = driftingView(session);
  return {
    name: `calm-${String(session + 1).padStart(2, '0')}-${source.name}-${fromMs / 60_000}min`,
    recipe: { source: source.name, session, fromMs, view: view(0), chunk: CHUNK_MS },
    fromMs,
    lengthMs: CHUNK_MS,
    open() {
      const looks = looksOf(source.file);
      const camera = studio.camera(view(0).noise);
      return {
        async picture(atMs) {
          const index = Math.round((atMs * LOOKS.faces) / 1000);
          const frames = await looks;
          const frame = frameAt(frames, (fromMs / 1000) * LOOKS.faces + index);
          return withMats((own) => camera(own(matOf(frame)), view(fromMs + atMs), index));
        },
        close: () => {},
      };
    },
  };
}

/** Light that comes and goes within minutes, and a camera of its own for each session. */
function driftingView(session: number): (atMs: number) => View {
  const random = seededRandom(0xca1 + session);
  const [mirrored, zoom, noise] = [random() < 0.5, 0.8 + 0.35 * random(), 1 + Math.floor(3 * random())];
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
      cast: [6 * swing, 0, -6 * swing],
      noise,
    };
  };
}

/** Reads a film once, as often as it will be looked at, in the film's size. */
async function readLooks(file: string): Promise<Pixels[]> {
  const video = openVideo(file, { live: false });
  const frames: Pixels[] = [];
  for (let read = 0; ; read++) {
    const picture = await video.read();
    if (!picture) break;
    if (read >= (frames.length * video.format.fps) / LOOKS.faces)
      frames.push(withMats((own) => pixelsOf(own(fitted(picture.mat)))));
    picture.release();
  }
  video.release();
  return frames;
}

/** Cut to the film's shape about its middle, and brought to the film's size; the Mat is the caller's. */
function fitted(frame: Mat): Mat {
  const height = Math.min(frame.rows, Math.round((frame.cols * FILM.height) / FILM.width));
  const width = Math.min(frame.cols, Math.round((height * FILM.width) / FILM.height));
  const top = Math.round((frame.rows - height) / 3);
  const rect = new cv.Rect((frame.cols - width) >> 1, top, width, height);
  return withMats((own) => own(frame.getRegion(rect)).resize(FILM.height, FILM.width, 0, 0, cv.INTER_LINEAR));
}
