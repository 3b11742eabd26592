import { Command } from 'commander';
import * as z from 'zod';
import { allReached, report } from '../rows.js';
import { benchDashboard } from './bench-dashboard.js';

const Options = z.object({
  json: z.string().optional(),
  minutes: z.coerce.number().min(0.5).max(1440),
  profile: z.string().optional(),
  seats: z.coerce.number().int().min(1).max(1000),
});

const command = new Command('bench:dashboard')
  .description(
    'What a room full of live seats asks of the page, in a real Chromium against a running hub: first paint, scripts, long tasks, memory.',
  )
  .option('--seats <count>', 'seats of the room, each of which tells two things a second', '250')
  .option('--minutes <number>', 'how long the open page is watched', '30')
  .option('--profile <file>', 'write a processor profile of 20 s of the page, for Chromium’s developer tools')
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .addHelpText('after', '\nExit codes: 0 every goal reached · 1 one was missed · 2 wrong usage')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
if (!parsed.success) {
  console.error(`bench:dashboard: ${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
const { json, ...options } = parsed.data;
const rows = await benchDashboard(options);
report(rows, json);
process.exitCode = allReached(rows) ? 0 : 1;
