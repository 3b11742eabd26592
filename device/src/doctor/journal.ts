import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Trouble } from '@invigil/contract';
import * as z from 'zod';
import { Troubles } from '../lib/troubles.js';

const run = promisify(execFile);
const PATIENCE_MS = 10_000;
const UNIT = 'invigil-seat.service';
const LINES = 2000;

const LogLine = z.object({
  level: z.enum(['warn', 'error', 'fatal']),
  time: z.iso.datetime(),
  msg: z.string().min(1),
  err: z.object({ code: z.string().optional() }).optional(),
});

/** The last warnings and errors that the journal has of the daemon, by their constant text only; undefined: no journal tells. */
export async function journalTroubles(): Promise<Trouble[] | undefined> {
  const args = ['--unit', UNIT, '--output', 'cat', '--lines', String(LINES), '--no-pager', '--quiet'];
  const done = await run('journalctl', args, { timeout: PATIENCE_MS, maxBuffer: 16_000_000 }).catch(
    () => undefined,
  );
  return done && troublesIn(done.stdout);
}

/** Warnings and errors of a log, newest first, each kind once. What a line is about may name somebody: it is left out. */
export function troublesIn(log: string): Trouble[] {
  let at = 0;
  const troubles = new Troubles({ now: () => at });
  for (const text of log.split('\n')) {
    const read = LogLine.safeParse(jsonOf(text));
    if (!read.success) continue;
    const { level, msg, time } = read.data;
    at = Date.parse(time);
    troubles.note(level === 'warn' ? 'warn' : 'error', msg, read.data);
  }
  return troubles.list();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
