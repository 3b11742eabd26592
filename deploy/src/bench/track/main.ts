import { Command } from 'commander';
import * as z from 'zod';
import { allReached, report } from '../rows.js';
import { crowdedSession } from './crowded-session.js';
import { filmedSession } from './filmed-session.js';
import { timeTrack } from './time-track.js';

const LENGTH_MS = 3 * 3_600_000;
const STARTS_AT = 1_800_000_000_000;

const command = new Command('bench:track')
  .description('What three hours of a seat take as a track: size, time to write, time to judge once more.')
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .addHelpText('after', '\nExit codes: 0 every goal is reached · 1 one is missed · 2 wrong usage')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const { json } = z.object({ json: z.string().optional() }).parse(command.opts());

const rows = [
  ...timeTrack('the demo films', await filmedSession(LENGTH_MS, STARTS_AT)),
  ...timeTrack('four restless people', crowdedSession(LENGTH_MS, STARTS_AT)),
];
report(rows, json);
// The nets' threads keep the process otherwise.
process.exit(allReached(rows) ? 0 : 1);
