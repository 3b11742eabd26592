import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { report } from '../rows.js';
import { benchRecords } from './bench-records.js';

const Options = z.object({
  json: z.string().optional(),
  seats: z.coerce.number().int().min(1).max(250),
  sessions: z.coerce.number().int().min(1).max(1000),
  events: z.coerce.number().int().min(1).max(1_000_000),
  rounds: z.coerce.number().int().min(2).max(1000),
});

const command = new Command('bench:records')
  .description(
    'How long the list of sessions, a report and a certificate take of a hub that keeps many, and how long what a seat says waits meanwhile.',
  )
  .option('--seats <count>', 'seats that told sessions', '10')
  .option('--sessions <count>', 'finished sessions of each', '20')
  .option('--events <count>', 'events of each session', '5000')
  .option('--rounds <count>', 'how often each is read', '10')
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
if (!parsed.success) {
  console.error(`bench:records: ${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
const { json, ...options } = parsed.data;
const folder = mkdtempSync(join(tmpdir(), 'invigil-bench-records-'));
try {
  report(await benchRecords(folder, options), json);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
