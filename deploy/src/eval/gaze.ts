import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { row, type Row } from '../bench/rows.js';
import type { Measure } from './measure.js';
import { medianOf, readSpans, type Span, surelyWithin } from './spans.js';

/** The iris offset at one moment of a film; null where it could not be read. Positive to the picture's left. */
type GazeMoment = { atMs: number; x: number | null; interOcularPx: number | null };

/** A film's gazes, and what is known of them. */
export type GazeFilm = { name: string; spans: readonly Span[]; gazes: readonly GazeMoment[] };

const SIDES = ['centre', 'left', 'right'] as const;
type Side = (typeof SIDES)[number];
const NAMES = { centre: 'centre', left: 'to picture-left', right: 'to picture-right' } as const;

/** The screen's edge is at about ±0.15: half of it parts the sides. Share of the eye's width. */
const ASIDE = 0.07;
/** A small face has small eyes: px between them. An eye is about 0.4 of it wide. */
const BANDS = [
  { from: 0, to: 40 },
  { from: 40, to: 80 },
  { from: 80, to: Infinity },
] as const;
/** A film begins with eyes at the centre: its median is the zero, ms. */
const BASELINE_MS = 1500;

/** Share of the frames in which the eyes' side is right. A frame without a gaze is wrong. */
export function gazeRows(films: readonly GazeFilm[]): Row[] {
  const verdicts = films.flatMap(verdictsOf);
  return [...sideRows(verdicts), ...bandRows(verdicts)];
}

function bandRows(verdicts: readonly Verdict[]): Row[] {
  return BANDS.map(({ from, to }) => {
    const some = verdicts.filter(({ interOcularPx: px }) => px !== null && px >= from && px < to);
    const name = to === Infinity ? `≥ ${from}` : `${from}–${to}`;
    return shareRow(`gaze, ${name} px between the eyes: right side`, some);
  }).filter(({ n }) => n > 0);
}

type Verdict = { film: string; side: Side; hit: boolean; interOcularPx: number | null };

function sideRows(verdicts: readonly Verdict[]): Row[] {
  return SIDES.flatMap((side) => {
    const some = verdicts.filter((verdict) => verdict.side === side);
    const names = [...new Set(some.map(({ film }) => film))];
    if (names.length === 0) return [];
    return [
      shareRow(`gaze ${NAMES[side]}, head still`, some, { least: 0.95 }),
      ...names.map((name) =>
        shareRow(
          `gaze ${NAMES[side]}: ${name}`,
          some.filter(({ film }) => film === name),
        ),
      ),
    ];
  });
}

function verdictsOf({ gazes, name, spans }: GazeFilm): Verdict[] {
  const zero = medianOf(gazes.flatMap(({ atMs, x }) => (x !== null && atMs <= BASELINE_MS ? [x] : [])));
  return spans.flatMap((span) => {
    const side = sideOfLabel(span.label);
    if (!side) return [];
    return surelyWithin(span, gazes).map(({ interOcularPx, x }) => ({
      film: name,
      side,
      hit: x !== null && sideOf(x - zero) === side,
      interOcularPx,
    }));
  });
}

function sideOfLabel(label: string): Side | undefined {
  if (!label.startsWith('eyes')) return undefined;
  return /cent(re|er)/.test(label) ? 'centre' : SIDES.find((side) => label.includes(`image-${side}`));
}

function sideOf(x: number): Side | undefined {
  if (Number.isNaN(x)) return undefined;
  return Math.abs(x) < ASIDE ? 'centre' : x > 0 ? 'left' : 'right';
}

function shareRow(name: string, verdicts: readonly { hit: boolean }[], goal?: { least: number }): Row {
  const right = verdicts.filter(({ hit }) => hit).length;
  return row(name, right / verdicts.length, '', verdicts.length, goal);
}

/** Sides of the eyes of a still head in the films of clips/ that have spans of them. */
export const gaze: Measure = {
  name: 'gaze',
  about: 'sides of the eyes of a still head on clips/, by spans.tsv',
  async run({ data, progress, watch }) {
    const all = readSpans(data);
    if (!all) return { skipped: `${join(data, 'clips', 'spans.tsv')} is not there` };
    const spans = all.filter(
      ({ file, label }) => sideOfLabel(label) && existsSync(join(data, 'clips', file)),
    );
    const names = [...new Set(spans.map(({ file }) => file))];
    if (names.length === 0) return { skipped: 'no film with spans of the eyes is there' };
    const films: GazeFilm[] = [];
    for (const name of names) {
      const gazes: GazeMoment[] = [];
      for await (const { capturedAt, faces } of watch(join(data, 'clips', name), { objects: 0 })) {
        const [face] = faces;
        gazes.push({
          atMs: capturedAt,
          x: face?.gaze?.x ?? null,
          interOcularPx: face?.quality.interOcularPx ?? null,
        });
      }
      films.push({ name, spans: spans.filter(({ file }) => file === name), gazes });
      progress(films.length, names.length);
    }
    return {
      rows: gazeRows(films),
      notes: [`aside from ±${ASIDE} of the eye's width on, from the median of the first 1.5 s`],
    };
  },
};
