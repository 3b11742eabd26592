import { Command } from 'commander';
import * as z from 'zod';
import { BenchError } from './vision/bench-error.js';
import { allReached } from './rows.js';

const Options = z.object({
  device: z.boolean(),
  json: z.string().optional(),
  seconds: z.coerce.number().min(1).max(86_400),
});

const command = new Command('bench')
  .description(
    'Four seats, the hub and a real browser on this machine: rates, stage times, delay to the screen.',
  )
  .option(
    '--device',
    'instead, what this board is good for: each net and the seat’s vision, no hub, no browser',
    false,
  )
  .option('--seconds <number>', 'how long to measure; the films last 72 s', '75')
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .addHelpText('after', '\nExit codes: 0 every goal reached · 1 one was missed · 2 wrong usage')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
if (!parsed.success) {
  console.error(`bench: ${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
const { device, json, seconds } = parsed.data;
try {
  const rows = await run();
  process.exitCode = allReached(rows) ? 0 : 1;
} catch (error) {
  console.error(error instanceof BenchError ? `bench: ${error.message}` : error);
  process.exit(error instanceof BenchError && error.code === 'no-film' ? 2 : 1);
}

/** Loaded only where it is asked for: a board has no browser, and a room's test needs no net of its own. */
async function run() {
  if (device) return (await import('./device/bench-device.js')).benchDevice({ seconds, json });
  return (await import('./bench-room.js')).benchRoom({ seconds, json });
}
