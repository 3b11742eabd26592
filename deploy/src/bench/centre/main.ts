import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { allReached, report } from '../rows.js';
import { benchCentre } from './bench-centre.js';

const Options = z.object({
  database: z.enum(['sqlite', 'postgres']),
  hubs: z.coerce.number().int().min(1).max(10),
  json: z.string().optional(),
  looked: z.coerce.number().int().min(0).max(1000),
  rates: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(z.number().min(0.01).max(1000)).min(1)),
  seats: z.coerce.number().int().min(1).max(5000),
  seconds: z.coerce.number().min(5).max(3600),
});

const command = new Command('bench:centre')
  .description(
    'What a centre of many rooms asks of its hubs and its broker on this machine, at rising rates until one is not held, and what a seat costs each of them.',
  )
  .option('--seats <count>', 'seats, fifty to a room', '1000')
  .option('--hubs <count>', 'hubs that share the rooms', '2')
  .option('--looked <count>', 'seats that somebody looks at: each sends a picture a second', '10')
  .option(
    '--database <kind>',
    'where the hubs keep the rows: sqlite, each its own, or one postgres',
    'postgres',
  )
  .option('--rates <list>', 'events a second of each seat, one after the other', '0.1,0.5,1,2,4')
  .option('--seconds <number>', 'how long each rate is measured', '30')
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .addHelpText(
    'after',
    '\nExit codes: 0 every rate was held · 1 one was not, and those above it were not tried · 2 wrong usage',
  )
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
if (!parsed.success) {
  console.error(`bench:centre: ${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
const { json, ...options } = parsed.data;
if (options.looked > options.seats) {
  console.error('bench:centre: --looked: more seats than there are');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'invigil-bench-centre-'));
try {
  const rows = await benchCentre(folder, options);
  report(rows, json);
  process.exitCode = allReached(rows) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
