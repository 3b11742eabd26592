import type { LookDirection } from '@invigil/contract';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSpans } from '../eval/spans.js';
import { frameAt, readClip } from '../films/clip.js';
import { FILM } from '../films/film-format.js';
import { cv, matOf, type Mat, pixelsOf, withMats } from '../films/opencv.js';
import type { Pixels } from '../films/sprite.js';

const CLIP = 'headturns_alaa.mp4';
const FPS = 30;
/** Enough to see a head move, and half of the memory. */
const EACH = 2;
/** Edges of a span were read by eye. */
const SLACK_MS = 400;

/** What a label of the clip is called by the candidate: the picture's left is the candidate's own right. */
const DIRECTIONS: readonly { pattern: RegExp; direction: LookDirection }[] = [
  { pattern: /image-left/, direction: 'right' },
  { pattern: /image-right/, direction: 'left' },
  { pattern: /chin up/, direction: 'up' },
  { pattern: /chin down/, direction: 'down' },
];

/** Somebody who turns their head when asked to. */
export type Turner = {
  /** The head facing the camera; the Mat is the caller's. */
  front: (index: number) => Mat;
  /** The head turned that way and held; the Mat is the caller's. */
  turned: (direction: LookDirection, index: number) => Mat;
};

/** Whether the data folder has the clip and its spans. */
export function hasTurner(data: string | undefined): data is string {
  return data !== undefined && existsSync(join(data, 'clips', CLIP)) && readSpans(data) !== undefined;
}

/** Reads the clip of somebody who turns their head. Throws `missing-material` or `bad-labels`. */
export function readTurner(data: string): Turner {
  const spans = (readSpans(data) ?? []).filter(({ file }) => file === CLIP);
  const last = Math.max(...spans.map(({ endMs }) => endMs));
  let read = 0;
  const frames: Pixels[] = [];
  readClip(join(data, 'clips', CLIP), 0, Math.floor((last / 1000) * FPS) - 1, (frame) => {
    if (read++ % EACH === 0) frames.push(fitted(frame));
  });
  const within = (startMs: number, endMs: number) =>
    frames.slice(Math.ceil((startMs * FPS) / 1000 / EACH), Math.floor((endMs * FPS) / 1000 / EACH));
  const front = spans
    .filter(({ label }) => label.startsWith('front'))
    .map(({ endMs, startMs }) => within(startMs, endMs - SLACK_MS / 2))
    .toSorted((a, b) => b.length - a.length)[0];
  if (!front?.length) throw new RangeError(`${CLIP} has no front span`);
  const turned = new Map(
    DIRECTIONS.map(({ direction, pattern }) => {
      const span = spans.find(({ label }) => pattern.test(label));
      return [direction, span ? within(span.startMs + SLACK_MS, span.endMs - SLACK_MS) : []];
    }),
  );
  return {
    front: (index) => widened(frameAt(front, index)),
    turned: (direction, index) => widened(frameAt(turned.get(direction) ?? [], index)),
  };
}

/** Brought to the film's height. */
function fitted(frame: Mat): Pixels {
  const width = Math.round((frame.cols * FILM.height) / frame.rows);
  return withMats((own) => pixelsOf(own(frame.resize(FILM.height, width, 0, 0, cv.INTER_LINEAR))));
}

/** In the middle of the film's width; the room goes on at both sides as it is at the clip's edges. The Mat is the caller's. */
function widened(picture: Pixels): Mat {
  const left = (FILM.width - picture.width) >> 1;
  const right = FILM.width - picture.width - left;
  return withMats((own) => own(matOf(picture)).copyMakeBorder(0, 0, left, right, cv.BORDER_REPLICATE));
}
