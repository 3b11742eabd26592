import type { HeadPose } from '@invigil/behaviour';
import { Policy } from '@invigil/contract';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { row, type Row } from '../bench/rows.js';
import type { Measure } from './measure.js';
import { medianOf, readSpans, type Span, surelyWithin } from './spans.js';

/** Where a head points, in the picture's own left and right. */
type HeadDirection = 'front' | 'picture-left' | 'picture-right' | 'up' | 'down';

/** The head at one moment of a film; null where no face was found. */
type HeadMoment = { atMs: number; headPose: HeadPose | null };

/** A film's heads, and what is known of them. */
export type TurningFilm = { spans: readonly Span[]; heads: readonly HeadMoment[] };

type Limits = Policy['lookingAway'];

/** What a label means. A head that only leans to a shoulder has turned nowhere, and is told apart. */
const MEANINGS: readonly { pattern: RegExp; condition: string; right: HeadDirection }[] = [
  { pattern: /^front/, condition: 'front', right: 'front' },
  { pattern: /image-left/, condition: 'to picture-left', right: 'picture-left' },
  { pattern: /image-right/, condition: 'to picture-right', right: 'picture-right' },
  { pattern: /chin up/, condition: 'chin up', right: 'up' },
  { pattern: /chin down/, condition: 'chin down', right: 'down' },
  { pattern: /^roll/, condition: 'leaning, read as front', right: 'front' },
];
const GOAL = { least: 0.97 };

/**
 * Share of the frames in which the head's direction is right, for each kind of span. A direction counts from the policy's
 * angles on, measured from the median of the film's first front span; a frame without a face is wrong.
 */
export function headTurnRows(films: readonly TurningFilm[], limits: Limits): Row[] {
  const verdicts = films.flatMap((film) => verdictsOf(film, limits));
  const turns = verdicts.filter(({ right }) => right !== 'front');
  return [
    shareRow('right direction, all turns', turns, GOAL),
    ...MEANINGS.map(({ condition }) => {
      const leaning = condition.startsWith('leaning');
      const some = verdicts.filter((verdict) => verdict.condition === condition);
      return shareRow(condition, some, leaning ? undefined : GOAL);
    }).filter(({ n }) => n > 0),
  ];
}

function verdictsOf(
  { heads, spans }: TurningFilm,
  limits: Limits,
): { condition: string; right: HeadDirection; hit: boolean }[] {
  const front = spans.find(({ label }) => label.startsWith('front'));
  const poses = front ? surelyWithin(front, heads).flatMap(({ headPose }) => headPose ?? []) : [];
  const yawDeg = medianOf(poses.map((pose) => pose.yawDeg));
  const pitchDeg = medianOf(poses.map((pose) => pose.pitchDeg));
  return spans.flatMap((span) => {
    const meaning = MEANINGS.find(({ pattern }) => pattern.test(span.label));
    if (!meaning) return [];
    const { condition, right } = meaning;
    return surelyWithin(span, heads).map(({ headPose }) => {
      const told = headPose && directionOf(headPose.yawDeg - yawDeg, headPose.pitchDeg - pitchDeg, limits);
      return { condition, right, hit: told === right };
    });
  });
}

/** The direction that goes furthest beyond its angle, as the signal looking-away has it. */
function directionOf(yawDeg: number, pitchDeg: number, limits: Limits): HeadDirection {
  const bySide = Math.abs(yawDeg) - limits.yawDeg;
  const byPitch = Math.abs(pitchDeg) - (pitchDeg > 0 ? limits.pitchUpDeg : limits.pitchDownDeg);
  if (bySide < 0 && byPitch < 0) return 'front';
  if (bySide >= byPitch) return yawDeg > 0 ? 'picture-left' : 'picture-right';
  return pitchDeg > 0 ? 'up' : 'down';
}

function shareRow(name: string, verdicts: readonly { hit: boolean }[], goal?: { least: number }): Row {
  const right = verdicts.filter(({ hit }) => hit).length;
  return row(`head turns: ${name}`, right / verdicts.length, '', verdicts.length, goal);
}

/** Directions of a turning head in the films of clips/ that have spans of it. */
export const headTurns: Measure = {
  name: 'head-turns',
  about: 'directions of a turning head on clips/, by spans.tsv',
  async run({ data, progress, watch }) {
    const all = readSpans(data);
    if (!all) return { skipped: `${join(data, 'clips', 'spans.tsv')} is not there` };
    const spans = all.filter(
      ({ file, label }) => !label.startsWith('eyes') && existsSync(join(data, 'clips', file)),
    );
    const names = [...new Set(spans.map(({ file }) => file))];
    if (names.length === 0) return { skipped: 'no film with spans of a turning head is there' };
    const films: TurningFilm[] = [];
    for (const name of names) {
      const heads: HeadMoment[] = [];
      for await (const { capturedAt, faces } of watch(join(data, 'clips', name), { objects: 0 })) {
        heads.push({ atMs: capturedAt, headPose: faces[0]?.headPose ?? null });
      }
      films.push({ spans: spans.filter(({ file }) => file === name), heads });
      progress(films.length, names.length);
    }
    const limits = Policy.parse({}).lookingAway;
    const { pitchDownDeg, pitchUpDeg, yawDeg } = limits;
    return {
      rows: headTurnRows(films, limits),
      notes: [
        `a turn counts from the policy's angles on: yaw ${yawDeg}°, up ${pitchUpDeg}°, down ${pitchDownDeg}°`,
      ],
    };
  },
};
