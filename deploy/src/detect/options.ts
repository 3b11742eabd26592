import { Command, InvalidArgumentError, Option } from 'commander';
import { fileURLToPath } from 'node:url';
import type { Plan } from './films-of.js';

const CACHE = fileURLToPath(new URL('../../../.bench-detect', import.meta.url));

/** What the command is told. */
export type Options = Plan & {
  cache: string;
  json: string | undefined;
  jobs: number;
  /** Nothing is looked at: what is kept is judged. */
  onlyRecorded: boolean;
  /** Which part of the films one recording process takes. */
  shard: { at: number; of: number };
};

/** Reads the command line; on a mistake it says what is known and exits with 2. */
export function optionsOf(argv: readonly string[]): Options {
  const command = new Command('bench:detect')
    .description(
      'How well behaviour finds what happens: films with known truth through the seat’s own vision and behaviour, at the lowest rates that a seat’s floors allow.',
    )
    .option(
      '--data <folder>',
      'folder with clips/ and its spans.tsv: somebody who turns their head, calm film',
    )
    .option('--scenarios <count>', 'composed scenarios of 60 s', whole, 208)
    .addOption(
      new Option('--split <half>', 'thresholds may be chosen on dev and are judged on test')
        .choices(['dev', 'test', 'all'])
        .default('all'),
    )
    .option('--calm-hours <hours>', 'hours of calm film', amount, 10)
    .option('--no-fairness', 'leave out the films in other light and with other skin')
    .option('--cache <folder>', 'where what was seen is kept, so that only new films are looked at', CACHE)
    .option('--only-recorded', 'look at no new film: judge what is kept', false)
    .option('--jobs <count>', 'processes that look at films side by side', whole, 1)
    .option('--shard <part>', 'only one part of the films, such as 0/2 (used by the command itself)', part)
    .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
    .addHelpText(
      'after',
      '\nExit codes: 0 every goal measured is reached · 1 one is missed, or a film can’t be made · 2 wrong usage',
    )
    .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
    .parse(argv);
  const { data, json, shard, ...rest } = command.opts<
    Omit<Options, 'data' | 'json' | 'shard'> & Partial<Pick<Options, 'data' | 'json' | 'shard'>>
  >();
  return { ...rest, data, json, shard: shard ?? { at: 0, of: 1 } };
}

function whole(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

function amount(text: string): number {
  if (!/^\d{1,4}(\.\d+)?$/.test(text)) throw new InvalidArgumentError('must be a number');
  return Number(text);
}

function part(text: string): { at: number; of: number } {
  const [, at, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (at === undefined || of === undefined || Number(at) >= Number(of))
    throw new InvalidArgumentError('must be such as 0/2');
  return { at: Number(at), of: Number(of) };
}
