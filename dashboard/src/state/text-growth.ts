import { EDITING_STEP_MS, type EditingMinute, type EditingStep } from '@invigil/contract';

/** Ways in which text comes, from the bottom of the chart up. */
export const WAYS = ['typed', 'pasted', 'completed', 'bulk'] as const;
export type WayOfText = (typeof WAYS)[number];

/** How much text had come by a moment, by each way, and gone; characters since the beginning. */
export type GrowthPoint = { at: number; sum: EditingStep };

const NOTHING: EditingStep = { typed: 0, pasted: 0, completed: 0, bulk: 0, deleted: 0 };

/** How text grew, step by step, over all windows of the editor; between two minutes it stands. Empty where nothing was told. */
export function growthPoints(minutes: readonly EditingMinute[]): GrowthPoint[] {
  const steps = minutes
    .flatMap(({ from, steps: told }) => told.map((step, i) => ({ from: from + i * EDITING_STEP_MS, step })))
    .toSorted((a, b) => a.from - b.from);
  const points: GrowthPoint[] = [];
  let sum = NOTHING;
  for (const { from, step } of steps) {
    if (from > (points.at(-1)?.at ?? -Infinity)) points.push({ at: from, sum });
    sum = added(sum, step);
    const at = from + EDITING_STEP_MS;
    // Of two windows that were edited at once the steps overlap: time runs on.
    points.push({ at: Math.max(at, points.at(-1)?.at ?? at), sum });
  }
  return points;
}

/** What came and went in a minute. */
export function sumOfMinute({ steps }: Pick<EditingMinute, 'steps'>): EditingStep {
  return steps.reduce(added, NOTHING);
}

function added(a: EditingStep, b: EditingStep): EditingStep {
  return {
    typed: a.typed + b.typed,
    pasted: a.pasted + b.pasted,
    completed: a.completed + b.completed,
    bulk: a.bulk + b.bulk,
    deleted: a.deleted + b.deleted,
  };
}

/** The chart: one area a way, each on top of those before it, and what was left after deletions, as paths in a box. */
export type GrowthPaths = { areas: Record<WayOfText, string>; left: string; most: number };

/** @param box width and height of the chart, px */
export function growthPaths(
  points: readonly GrowthPoint[],
  box: { width: number; height: number },
): GrowthPaths {
  const from = points[0]?.at ?? 0;
  const spanMs = Math.max(1, (points.at(-1)?.at ?? 0) - from);
  const last = points.at(-1)?.sum ?? NOTHING;
  const most = Math.max(
    1,
    WAYS.reduce((total, way) => total + last[way], 0),
  );
  const place = (at: number, characters: number): string => {
    const x = ((at - from) / spanMs) * box.width;
    const y = box.height * (1 - Math.max(0, characters) / most);
    return `${round(x)} ${round(y)}`;
  };
  const upTo = ({ sum }: GrowthPoint, ways: number): number =>
    WAYS.slice(0, ways).reduce((total, way) => total + sum[way], 0);
  const area = (way: WayOfText): string => {
    const i = WAYS.indexOf(way);
    if (last[way] === 0) return '';
    const top = points.map((point) => place(point.at, upTo(point, i + 1)));
    const bottom = points.toReversed().map((point) => place(point.at, upTo(point, i)));
    return `M${[...top, ...bottom].join('L')}Z`;
  };
  const left = points.map((point) => place(point.at, upTo(point, WAYS.length) - point.sum.deleted));
  return {
    areas: {
      typed: area('typed'),
      pasted: area('pasted'),
      completed: area('completed'),
      bulk: area('bulk'),
    },
    left: left.length === 0 ? '' : `M${left.join('L')}`,
    most,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
