import * as z from 'zod';
import { BenchError } from './bench-error.js';

/** What a measured process is asked to do. */
export const Job = z.strictObject({
  film: z.string().describe('path of a film that OpenCV reads'),
  frames: z.number().int().positive().describe('frames that count; those that warm up come before'),
  seconds: z.number().nonnegative().describe('least time to go on for, to watch the memory'),
});
export type Job = z.infer<typeof Job>;

const Runs = z.record(
  z.string(),
  z.strictObject({ runs: z.number().int(), totalMs: z.number(), medianMs: z.number() }),
);

/** What one measured process tells of its turn, as one line of JSON. */
export const Turn = z.strictObject({
  made: z.string().describe('what computed the nets'),
  firstObservationAt: z.number().describe('epoch ms'),
  frames: z.array(
    z.strictObject({
      ms: z.number().describe('from the decoded frame to the result'),
      cpuMs: z.number().describe('processor time of the whole process in that span, all threads'),
      objects: z.boolean().describe('objects were asked for'),
    }),
  ),
  complete: z.number().describe('share of frames with a face and both of its eyes, 0–1'),
  nets: Runs.describe('by net: the time inside the inference library alone'),
  stages: Runs.describe('by stage: net, crop before and decoding after'),
  rssMb: z.array(z.number()).describe('resident memory, once a second and at the end'),
});
export type Turn = z.infer<typeof Turn>;

/**
 * Finds the turn in what a process has printed: libraries print lines of their own before it.
 * Throws BenchError `bad-line`.
 */
export function parseTurn(stdout: string): Turn {
  const line = stdout.split('\n').findLast((text) => text.startsWith('{'));
  if (line === undefined) throw new BenchError('bad-line', 'a measured process printed no turn');
  try {
    return Turn.parse(JSON.parse(line));
  } catch (cause) {
    throw new BenchError('bad-line', `a measured process printed no turn but ${line.slice(0, 80)}`, {
      cause,
    });
  }
}
