import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { allReached, report } from '../rows.js';
import { benchHub } from './bench-hub.js';

const Options = z.object({
  json: z.string().optional(),
  minutes: z.coerce.number().min(0).max(1440),
  seats: z.coerce.number().int().min(1).max(1000),
  seconds: z.coerce.number().min(5).max(3600),
});

const command = new Command('bench:hub')
  .description(
    'How much a hub takes from its seats, through MQTT and the commit to the acknowledgement, beside a bare broker and bare inserts.',
  )
  .option('--seats <count>', 'seats that are connected', '250')
  .option('--seconds <number>', 'how long each figure is measured', '20')
  .option(
    '--minutes <number>',
    'how long the memory is watched at 2,500 events a second; 0 leaves it out',
    '10',
  )
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .addHelpText('after', '\nExit codes: 0 every goal reached · 1 one was missed · 2 wrong usage')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
if (!parsed.success) {
  console.error(`bench:hub: ${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
const { json, ...options } = parsed.data;
const folder = mkdtempSync(join(tmpdir(), 'invigil-bench-hub-'));
try {
  const rows = await benchHub(folder, options);
  report(rows, json);
  process.exitCode = allReached(rows) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
