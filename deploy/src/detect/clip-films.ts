import { openVideo } from '@invigil/device';
import type { LookDirection, SignalKind } from '@invigil/contract';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSpans, type Span } from '../eval/spans.js';
import { frameAt } from '../films/clip.js';
import { matOf, pixelsOf } from '../films/opencv.js';
import type { Pixels } from '../films/sprite.js';
import type { Film } from './film.js';

/** What a labelled span should bring; null: nothing at all. */
export type ClipSpan = {
  label: string;
  startMs: number;
  endMs: number;
  expected: { kind: SignalKind; direction: LookDirection } | null;
};
export type ClipFilm = { file: string; spans: ClipSpan[]; film: Film };

/** A candidate is calm before anything happens; where a clip is not, its first span is played to and fro before it. */
const PRELUDE_MS = 10_000;
const SHORT_MS = 4000;

/** Directions are told as the candidate would: the picture's left is the candidate's own right. */
const MEANINGS: readonly { pattern: RegExp; expected: ClipSpan['expected'] }[] = [
  { pattern: /face turned to image-left/, expected: { kind: 'looking-away', direction: 'right' } },
  { pattern: /face turned to image-right/, expected: { kind: 'looking-away', direction: 'left' } },
  { pattern: /chin up/, expected: { kind: 'looking-away', direction: 'up' } },
  { pattern: /chin down/, expected: { kind: 'looking-away', direction: 'down' } },
  { pattern: /eyes image-left/, expected: { kind: 'gaze-off-screen', direction: 'right' } },
  { pattern: /eyes image-right/, expected: { kind: 'gaze-off-screen', direction: 'left' } },
  { pattern: /^(front|roll|eyes centre)/, expected: null },
];

/** The labelled clips of a data folder, as films with a calm beginning. Throws `bad-labels`. */
export function clipFilms(data: string | undefined): ClipFilm[] {
  const spans = data === undefined ? [] : (readSpans(data) ?? []);
  const files = [...new Set(spans.map(({ file }) => file))];
  return files.flatMap((file) => {
    const path = data === undefined ? '' : join(data, 'clips', file);
    return existsSync(path)
      ? [
          clipFilm(
            path,
            file,
            spans.filter((span) => span.file === file),
          ),
        ]
      : [];
  });
}

function clipFilm(path: string, file: string, labels: readonly Span[]): ClipFilm {
  const first = labels[0];
  const preludeMs = first && first.endMs - first.startMs < SHORT_MS ? PRELUDE_MS : 0;
  const spans = labels.flatMap(({ endMs, label, startMs }): ClipSpan[] => {
    const meaning = MEANINGS.find(({ pattern }) => pattern.test(label));
    return meaning
      ? [{ label, startMs: startMs + preludeMs, endMs: endMs + preludeMs, expected: meaning.expected }]
      : [];
  });
  return {
    file,
    spans,
    film: {
      name: `clip-${file.replace(/\W.*$/, '')}`,
      recipe: { file, preludeMs },
      lengthMs: preludeMs + Math.max(0, ...labels.map(({ endMs }) => endMs)),
      open: () => openClip(path, preludeMs, first?.endMs ?? 0),
    },
  };
}

function openClip(path: string, preludeMs: number, firstSpanMs: number): ReturnType<Film['open']> {
  const prelude = preludeMs > 0 ? readStart(path, firstSpanMs) : undefined;
  const video = openVideo(path, { live: false });
  const { fps } = video.format;
  let next = 0;
  return {
    async picture(atMs) {
      if (atMs < preludeMs) return matOf(frameAt((await prelude) ?? [], Math.round((atMs * fps) / 1000)));
      for (;;) {
        const picture = await video.read();
        if (!picture) throw new RangeError(`${path} ends before its last span`);
        if (next++ >= Math.floor(((atMs - preludeMs) * fps) / 1000)) return picture.mat;
        picture.release();
      }
    },
    close: () => video.release(),
  };
}

async function readStart(path: string, endMs: number): Promise<Pixels[]> {
  const video = openVideo(path, { live: false });
  const frames: Pixels[] = [];
  while ((frames.length * 1000) / video.format.fps < endMs) {
    const picture = await video.read();
    if (!picture) break;
    frames.push(pixelsOf(picture.mat));
    picture.release();
  }
  video.release();
  return frames;
}
