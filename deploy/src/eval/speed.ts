import { existsSync } from 'node:fs';
import { quantile, row, type Row } from '../bench/rows.js';
import { PLACES } from '../room/places.js';
import type { Measure } from './measure.js';
import type { FrameTime } from './time-frames.js';

/** The times of one way to run, and of cold starts, ms. */
export type SpeedSample = {
  ways: readonly { name: string; times: readonly FrameTime[] }[];
  coldStartsMs: readonly number[];
};

const FRAMES = 500;
const COLD_STARTS = 3;
const FILM = `${PLACES.films}/calm.avi`;

/** Time of a frame without and with the object net, the mean over both, and of a cold start. */
export function speedRows({ coldStartsMs, ways }: SpeedSample): Row[] {
  return [
    ...ways.flatMap(({ name, times }) => {
      const all = times.map(({ ms }) => ms);
      const faces = times.filter(({ objects }) => !objects).map(({ ms }) => ms);
      const objects = times.filter((time) => time.objects).map(({ ms }) => ms);
      const mean = all.reduce((sum, ms) => sum + ms, 0) / all.length;
      return [
        row(`speed, ${name}: frame, median`, quantile(faces, 0.5), 'ms', faces.length),
        row(`speed, ${name}: frame with objects, median`, quantile(objects, 0.5), 'ms', objects.length),
        row(`speed, ${name}: mean, objects on each fifth`, mean, 'ms', all.length),
      ];
    }),
    row('cold start to first observation, median', quantile(coldStartsMs, 0.5), 'ms', coldStartsMs.length, {
      most: 2500,
    }),
  ];
}

/** Time of a frame and of a cold start. */
export const speed: Measure = {
  name: 'speed',
  about: 'time of a frame and of a cold start on the demo film',
  async run({ progress }) {
    if (!existsSync(FILM)) return { skipped: `${FILM} is not there: run npm run setup` };
    // Loaded only here: they load OpenCV.
    const { timeFrames } = await import('./time-frames.js');
    const { timeColdStart } = await import('./cold-start.js');
    const total = COLD_STARTS + 2;
    const coldStartsMs: number[] = [];
    for (let i = 0; i < COLD_STARTS; i++) {
      coldStartsMs.push(await timeColdStart(FILM));
      progress(coldStartsMs.length, total);
    }
    const everyFrame = await timeFrames(FILM, { frames: FRAMES, detectEveryMs: 0 });
    progress(COLD_STARTS + 1, total);
    const asTheSeat = await timeFrames(FILM, { frames: FRAMES });
    progress(total, total);
    return {
      rows: speedRows({
        ways: [
          { name: 'detector on every frame', times: everyFrame.times },
          { name: 'as the seat runs', times: asTheSeat.times },
        ],
        coldStartsMs,
      }),
      notes: [
        `${everyFrame.width}×${everyFrame.height} film, read and observed frame by frame: mesh and both irises on each`,
        'a cold start is a new process to its first observation with objects; broker and outbox are not in it',
      ],
    };
  },
};
