import type { HeadPose } from '@invigil/behaviour';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { row, type Row } from '../bench/rows.js';
import { readTable } from './labels.js';
import type { Look, Measure } from './measure.js';

/** A labelled head, and what was read of it; null where no face was found. */
export type PoseSample = { labelled: HeadPose; seen: HeadPose | null };

const ANGLES = ['yawDeg', 'pitchDeg', 'rollDeg'] as const;
const NAMES = { yawDeg: 'yaw', pitchDeg: 'pitch', rollDeg: 'roll' } as const;
/** Beyond this yaw all methods compress, degrees. */
const NEAR_DEG = 45;
const CONDITIONS = [
  { name: `|yaw| ≤ ${NEAR_DEG}°`, maxYawDeg: NEAR_DEG, goals: { yawDeg: 2.4, pitchDeg: 4, rollDeg: 1.6 } },
  { name: 'all angles', maxYawDeg: Infinity, goals: { yawDeg: 4, pitchDeg: 5.5, rollDeg: 2.8 } },
] as const;

/** Yaw alone, by how far the labelled head is turned, degrees. */
const BANDS = [
  { from: 0, to: 15 },
  { from: 15, to: 30 },
  { from: 30, to: 45 },
  { from: 45, to: 60 },
  { from: 60, to: 90 },
] as const;

/** Mean absolute error of each angle, over the heads whose pose was told, and the share of those; the yaw by its size, too. */
export function headPoseRows(samples: readonly PoseSample[]): Row[] {
  return [...conditionRows(samples), ...bandRows(samples)];
}

function bandRows(samples: readonly PoseSample[]): Row[] {
  return BANDS.map(({ from, to }) => {
    const errors = samples.flatMap(({ labelled, seen }) => {
      const turned = Math.abs(labelled.yawDeg);
      return seen && turned >= from && turned < to ? [Math.abs(labelled.yawDeg - seen.yawDeg)] : [];
    });
    const sum = errors.reduce((total, error) => total + error, 0);
    return row(`head pose, |yaw| ${from}–${to}°: yaw MAE`, sum / errors.length, '°', errors.length);
  }).filter(({ n }) => n > 0);
}

function conditionRows(samples: readonly PoseSample[]): Row[] {
  return CONDITIONS.flatMap(({ goals, maxYawDeg, name }) => {
    const within = samples.filter(({ labelled }) => Math.abs(labelled.yawDeg) <= maxYawDeg);
    const errors = within.flatMap(({ labelled, seen }) => (seen === null ? [] : [{ labelled, seen }]));
    return [
      ...ANGLES.map((angle) => {
        const sum = errors.reduce(
          (total, { labelled, seen }) => total + Math.abs(labelled[angle] - seen[angle]),
          0,
        );
        const most = { most: goals[angle] };
        return row(`head pose, ${name}: ${NAMES[angle]} MAE`, sum / errors.length, '°', errors.length, most);
      }),
      // An error over fewer heads is no smaller error: whoever misses the hardest heads has not reached the goals.
      row(`head pose, ${name}: heads found`, errors.length / within.length, '', within.length, { least: 1 }),
    ];
  });
}

const Line = z.object({
  image: z.string().min(1),
  yaw_deg_aflw2000_convention: z.coerce.number(),
  pitch_deg: z.coerce.number(),
  roll_deg: z.coerce.number(),
});

/** Head pose on pictures labelled with yaw, pitch and roll. */
export const headPose: Measure = {
  name: 'head-pose',
  about: 'error of yaw, pitch and roll on headpose/',
  async run({ data, lookAt, progress }) {
    const labels = join(data, 'headpose', 'labels.csv');
    if (!existsSync(labels)) return { skipped: `${labels} is not there` };
    const lines = readTable(labels, ',', Line);
    const samples: PoseSample[] = [];
    const absent: string[] = [];
    for (const [i, line] of lines.entries()) {
      const picture = join(data, 'headpose', 'aflw2000', basename(line.image));
      if (existsSync(picture)) {
        const look = await lookAt(picture, { objects: false });
        const labelled = {
          yawDeg: line.yaw_deg_aflw2000_convention,
          pitchDeg: line.pitch_deg,
          rollDeg: line.roll_deg,
        };
        samples.push({ labelled, seen: poseInTheMiddle(look) });
      } else absent.push(line.image);
      progress(i + 1, lines.length);
    }
    if (samples.length === 0) return { skipped: `none of the pictures of ${labels} is there` };
    const notes = absent.length > 0 ? [`labelled, but not there: ${absent.join(', ')}`] : [];
    return { rows: headPoseRows(samples), notes };
  },
};

/** AFLW2000 pictures are cut about the labelled face: of those told, the largest over the middle is meant. */
function poseInTheMiddle({ faces, height, width }: Look): HeadPose | null {
  const [x, y] = [width / 2, height / 2];
  const face = faces.find(
    ({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
  );
  return face?.headPose ?? null;
}
