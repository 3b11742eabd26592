import type { GazeFeatures, ScreenColumn } from '@invigil/behaviour';
import { type Span, surelyWithin } from './spans.js';

/** Head and eyes at one moment of a film; null where they can't be read. */
export type GazeMoment = { atMs: number; features: GazeFeatures | null };

/** Moments of one span, and what is looked at in it. */
type Stretch = { target: Target; moments: readonly GazeMoment[] };

/** A film's stretches: what is learnt from, and what is judged. */
export type Split = { learnt: readonly Stretch[]; judged: readonly Stretch[] };

type Target = { column: ScreenColumn; place: number };

/** The picture's left is the candidate's right. Where exactly they looked nobody wrote down: the middle of the third is assumed. */
const TARGETS: readonly { pattern: RegExp; target: Target }[] = [
  { pattern: /^eyes cent(re|er)/, target: { column: 'middle', place: 1 / 2 } },
  { pattern: /^eyes image-left/, target: { column: 'right', place: 5 / 6 } },
  { pattern: /^eyes image-right/, target: { column: 'left', place: 1 / 6 } },
];

/** The first half of the first span of each column is learnt from; the rest is judged. */
export function splitFilm(spans: readonly Span[], moments: readonly GazeMoment[]): Split {
  const learnt: Stretch[] = [];
  const judged: Stretch[] = [];
  for (const span of spans) {
    const target = TARGETS.find(({ pattern }) => pattern.test(span.label))?.target;
    if (!target) continue;
    const within = surelyWithin(span, moments);
    if (learnt.some((stretch) => stretch.target === target)) {
      judged.push({ target, moments: within });
      continue;
    }
    const half = Math.ceil(within.length / 2);
    learnt.push({ target, moments: within.slice(0, half) });
    judged.push({ target, moments: within.slice(half) });
  }
  return { learnt, judged };
}
