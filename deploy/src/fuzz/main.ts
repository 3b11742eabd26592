import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import * as z from 'zod';
import { allReached, report } from '../bench/rows.js';
import { BOUNDARIES } from './boundaries.js';
import { tryBoundary } from './campaign.js';
import { rowsOf, tell } from './findings.js';

const Options = z.object({
  count: z.coerce.number().int().min(1).max(100_000_000),
  json: z.string().optional(),
  only: z.string().optional(),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});

const command = new Command('fuzz')
  .description(
    'Sends every boundary what nobody would send: each input is taken because it is valid, or refused with a code.',
  )
  .option('--count <number>', 'inputs in all; with --only, of that boundary', '1000000')
  .option('--seed <number>', 'where the inputs begin', '1')
  .option('--only <boundary>', 'one boundary, by a part of its name')
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .addHelpText(
    'after',
    `\nBoundaries: ${BOUNDARIES.map(({ name }) => name).join(' · ')}\nExit codes: 0 nothing was found · 1 something was · 2 wrong usage`,
  )
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
const chosen = BOUNDARIES.filter(({ name }) => name.includes(parsed.data?.only ?? ''));
if (!parsed.success || chosen.length === 0) {
  console.error(
    `fuzz: ${parsed.success ? `no boundary is called ${parsed.data.only}` : z.prettifyError(parsed.error)}`,
  );
  process.exit(2);
}
const { count, json, seed } = parsed.data;
// What YAML files warn of is part of what is tried, and nobody reads it a thousand times.
process.removeAllListeners('warning');
const folder = mkdtempSync(join(tmpdir(), 'invigil-fuzz-'));
const weights = chosen.reduce((sum, { weight }) => sum + weight, 0);
try {
  const rows = [];
  for (const boundary of chosen) {
    const share = Math.ceil((count * boundary.weight) / weights);
    console.log(`${boundary.name}: ${share} inputs …`);
    const tried = await tryBoundary(boundary, { count: share, folder, seed });
    tell(tried);
    rows.push(...rowsOf(tried));
    // Each as it ends: a campaign takes long.
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
  }
  report(rows, undefined);
  process.exitCode = allReached(rows) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
