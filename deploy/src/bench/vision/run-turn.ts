import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { SEAT_ENV } from '../../room/seat-env.js';
import { BenchError } from './bench-error.js';
import { parseTurn, type Turn } from './turn.js';

/** A turn as seen from outside. */
export type TakenTurn = Turn & {
  /** From the start of the process to its first observation, ms. */
  coldStartMs: number;
  /** Mean over the last minute when the turn began. */
  load: number;
};

/** As a seat is started; and one thread for FFmpeg, which else decodes ahead while the nets are timed. */
const ENV = { ...SEAT_ENV, OPENCV_FFMPEG_CAPTURE_OPTIONS: 'threads;1' };

/** Runs one entry file in a process of its own. Throws BenchError `child-failed` or `bad-line`. */
export async function runTurn(entry: 'ours' | 'peer', job: object): Promise<TakenTurn> {
  // From src and from dist alike, started as this process was.
  const script = fileURLToPath(new URL(`${entry}${extname(import.meta.url)}`, import.meta.url));
  const load = loadavg()[0] ?? NaN;
  const startedAt = Date.now();
  const child = spawn(process.execPath, [...process.execArgv, script, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...ENV },
  });
  const [stdout, [status]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (status !== 0) throw new BenchError('child-failed', `${entry} ended with ${String(status)}`);
  const turn = parseTurn(stdout);
  return { ...turn, coldStartMs: turn.firstObservationAt - startedAt, load };
}
