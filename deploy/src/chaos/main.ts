import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasMosquitto } from '@invigil/hub/boundaries';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { allReached, report, type Row } from '../bench/rows.js';
import { runCampaign } from './campaign.js';
import { FAULTS, isFault, namesOfFaults } from './faults.js';

/** On mosquitto so much less is told: the hub and the seats are the same. */
const OTHER_BROKER_SHARE = 20;
const OTHER_BROKER_SEATS = 50;

const Options = z.object({
  broker: z.enum(['embedded', 'mosquitto', 'both']),
  database: z.enum(['sqlite', 'postgres']).optional(),
  json: z.string().optional(),
  events: z.coerce.number().int().min(100).max(100_000_000),
  keep: z.boolean(),
  minutes: z.coerce.number().min(1).max(1440),
  only: z.array(z.string().refine(isFault, 'is no fault')).transform((names) => names.filter(isFault)),
  rate: z.coerce.number().min(0.1).max(1000),
  rounds: z.coerce.number().int().min(1).max(100),
  seats: z.coerce.number().int().min(1).max(1000),
  seed: z.coerce.number().int().min(0),
});

const command = new Command('chaos')
  .description(
    'Lets a hub and simulated seats, over TLS with client certificates on the loopback, go through one fault after the other, and holds what the hub has stored in the end against all that was told.',
  )
  .option(
    '--broker <name>',
    'embedded, mosquitto, or both: on mosquitto with at most 50 seats, one round and a 20th of the events',
    'both',
  )
  .option(
    '--database <name>',
    'where the hub keeps its rows: sqlite, postgres; left out: sqlite with its own broker, postgres with mosquitto',
  )
  .option('--seats <count>', 'seats, 25 to a process', '250')
  .option('--rate <number>', 'events a second of each seat, as far as the machine goes along', '10')
  .option('--events <count>', 'events in all', '1000000')
  .option('--rounds <count>', 'how often each fault is tried', '2')
  .option('--minutes <number>', 'no fault begins later than this', '60')
  .option('--seed <number>', 'of what is left to chance', '1')
  .addOption(
    new Option('--only <fault>', 'only this fault; repeat it for more')
      .argParser((name, before: string[]) => [...before, name])
      .default([], 'each'),
  )
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .option('--keep', 'leave what was written where it is', false)
  .addHelpText(
    'after',
    [
      '',
      'Faults:',
      ...namesOfFaults().map((name) => `  ${name.padEnd(16)} ${FAULTS[name].what}`),
      '',
      'Exit codes: 0 nothing lost, doubled or out of order · 1 something was, or did not recover · 2 wrong usage',
    ].join('\n'),
  )
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
if (!parsed.success) {
  console.error(`chaos: ${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
const { broker, database, json, keep, ...given } = parsed.data;
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    console.log('stopping …');
    stopping.abort(new Error(`stopped by ${signal}`));
  });
}
const options = { ...given, stopping: stopping.signal };
const folder = mkdtempSync(join(tmpdir(), 'invigil-chaos-'));
try {
  const rows: Row[] = [];
  if (broker !== 'mosquitto')
    rows.push(
      ...(await runCampaign(join(folder, 'embedded'), {
        ...options,
        broker: 'embedded',
        database: database ?? 'sqlite',
      })),
    );
  if (broker !== 'embedded') rows.push(...(await onMosquitto()));
  report(rows, json);
  process.exitCode = allReached(rows) ? 0 : 1;
} catch (error) {
  console.error(`chaos: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  if (keep) console.log(`left in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

async function onMosquitto(): Promise<Row[]> {
  if (!hasMosquitto) {
    console.log('not tried: mosquitto is not on this machine');
    return [];
  }
  const less =
    broker === 'mosquitto'
      ? {}
      : {
          events: Math.ceil(options.events / OTHER_BROKER_SHARE),
          seats: Math.min(options.seats, OTHER_BROKER_SEATS),
          rounds: 1,
        };
  return runCampaign(join(folder, 'mosquitto'), {
    ...options,
    ...less,
    broker: 'mosquitto',
    database: database ?? 'postgres',
  });
}
