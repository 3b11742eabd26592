import {
  type AxisCalibration,
  calibrateAxis,
  fitAxis,
  type GazeFeatures,
  medianFeatures,
  placeOf,
  type ScreenMap,
  screenRegion,
  usualMap,
} from '@invigil/behaviour';
import { row, type Row } from '../bench/rows.js';
import { type GazeMoment, type Split, splitFilm } from './gaze-calibration-film.js';
import { type Span, surelyWithin } from './spans.js';

/** A film of somebody who looks about, and what is known of it. */
export type LookingFilm = { name: string; spans: readonly Span[]; moments: readonly GazeMoment[] };

/** Columns told, and how far off the place is. */
type Judged = { column: string; hit: boolean; error: number | null };

const NAMES = { middle: 'middle', left: 'to picture-right', right: 'to picture-left' } as const;

/** Figures of all films together, and what must be known to read them. */
export function gazeCalibrationRows(films: readonly LookingFilm[]): { rows: Row[]; notes: string[] } {
  const still = films.flatMap(({ moments, name, spans }) => readStill(name, splitFilm(spans, moments)));
  const both = still.filter(({ fitted }) => fitted.length > 0);
  const rows = [
    ...columnRows(
      'uncalibrated',
      both.flatMap(({ usual }) => usual),
    ),
    ...columnRows(
      'calibrated',
      both.flatMap(({ fitted }) => fitted),
    ),
    ...columnRows(
      'uncalibrated, only one column shown',
      still.filter((film) => !both.includes(film)).flatMap(({ usual }) => usual),
    ),
    ...errorRow(
      'error, uncalibrated',
      both.flatMap(({ usual }) => usual),
    ),
    ...errorRow(
      'error, calibrated',
      both.flatMap(({ fitted }) => fitted),
    ),
    ...both.flatMap(({ columns, verdict }) =>
      verdict
        ? [
            row(
              'gaze calibration: its own estimate of its error, by columns',
              verdict.errorShare,
              '',
              columns,
            ),
            row('gaze calibration: found better than none', Number(verdict.used), '', columns),
          ]
        : [],
    ),
    ...films.flatMap(turnRows),
  ];
  return {
    rows,
    notes: [
      'errors are root mean squares in screen widths, at the middle of each third of the screen: where exactly they looked is not known',
      ...both.map(
        ({ columns, name }) =>
          `${name}: one person, learnt from the first half of one span of each of ${columns} columns`,
      ),
      'a calibration of the product needs five dots; no film of that is at hand, so its estimate here comes from the columns there are',
    ],
  };
}

type Still = {
  name: string;
  columns: number;
  usual: Judged[];
  fitted: Judged[];
  verdict: AxisCalibration | null;
};

/** One film of moving eyes; nothing where its middle was never looked at. */
function readStill(name: string, { judged, learnt }: Split): Still[] {
  const dots = learnt
    .map(({ moments, target }) => ({ place: target.place, samples: featuresOf(moments) }))
    .filter(({ samples }) => samples.length > 0);
  const middle = dots.find(({ place }) => place === 0.5);
  if (!middle) return [];
  const neutral = medianFeatures(middle.samples);
  const judge = (map: ScreenMap): Judged[] =>
    judged.flatMap(({ moments, target }) =>
      moments.map(({ features }) => ({
        column: target.column,
        hit: features !== null && columnOf(features, map, neutral) === target.column,
        error: features && placeOf(map, features) - target.place,
      })),
    );
  const usual = judge(usualMap('x', neutral));
  if (dots.length < 2) return [{ name, columns: dots.length, usual, fitted: [], verdict: null }];
  const fitted = judge(fitAxis('x', dots));
  return [{ name, columns: dots.length, usual, fitted, verdict: calibrateAxis('x', dots, neutral) }];
}

/** Whether a turned head is told to look at the screen, without a calibration. */
function turnRows({ moments, spans }: LookingFilm): Row[] {
  const fronts = spans.filter(({ label }) => label.startsWith('front'));
  const [first, ...later] = fronts;
  const turns = spans.filter(({ label }) => /^face turned|^chin/.test(label));
  if (!first || later.length === 0 || turns.length === 0) return [];
  const neutral = medianFeatures(featuresOf(surelyWithin(first, moments)));
  const map = usualMap('x', neutral);
  const told = (some: readonly Span[]) =>
    some
      .flatMap((span) => surelyWithin(span, moments))
      .map(({ features }) => features && columnOf(features, map, neutral));
  const front = told(later);
  const turned = told(turns);
  const onScreen = turned.filter((column) => column !== null && column !== 'off-screen');
  return [
    row(
      'gaze calibration: head to the front told as middle',
      front.filter((column) => column === 'middle').length / front.length,
      '',
      front.length,
    ),
    row(
      'gaze calibration: head turned told as on the screen',
      onScreen.length / turned.length,
      '',
      turned.length,
    ),
  ];
}

/** The column that the product would tell under a map; null where it would tell none. */
function columnOf(features: GazeFeatures, map: ScreenMap, neutral: GazeFeatures): string | null {
  // The likeliest column hardly depends on the error; half a third is what telling thirds apart needs.
  const errorShare = 1 / 6;
  const x = { used: true, map, errorShare, baselineErrorShare: errorShare } as const;
  const y = { used: false, errorShare, baselineErrorShare: errorShare } as const;
  return screenRegion(features, { used: true, neutral, x, y })?.column?.third ?? null;
}

function columnRows(name: string, judged: readonly Judged[]): Row[] {
  return (['middle', 'right', 'left'] as const).flatMap((column) => {
    const some = judged.filter((one) => one.column === column);
    const right = some.filter(({ hit }) => hit).length;
    return some.length > 0
      ? [row(`gaze calibration: ${NAMES[column]}, ${name}`, right / some.length, '', some.length)]
      : [];
  });
}

function errorRow(name: string, judged: readonly Judged[]): Row[] {
  const errors = judged.flatMap(({ error }) => error ?? []);
  if (errors.length === 0) return [];
  const mean = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
  return [row(`gaze calibration: ${name}`, Math.sqrt(mean), '', errors.length)];
}

function featuresOf(moments: readonly GazeMoment[]): GazeFeatures[] {
  return moments.flatMap(({ features }) => features ?? []);
}
