import { dirname, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Verb } from './act-on-machine.js';
import { findBundles } from './bundles.js';
import { FleetError } from './fleet-error.js';
import type { FleetHub } from './fleet-machine.js';
import { FleetState } from './fleet-state.js';
import { readProfiles } from './profile.js';
import { countLine } from './progress.js';
import { writeReports } from './report.js';
import type { Outcome } from './rollout.js';
import { runWork } from './run-work.js';
import { type FleetSeat, isHost, readSeats } from './seats-csv.js';
import { Ssh } from './ssh.js';

type Options = {
  seats: string;
  only?: string[];
  jobs?: number;
  sshConfig?: string;
  json?: string;
  report?: string;
  state?: string;
  again?: true;
  bundles?: string;
  version?: string;
  hub?: string;
  hubAddress?: string;
  centre?: string;
  atOnce?: number;
  stopAfter?: number;
};

const EXIT_CODES =
  '\nExit codes: 0 every machine is as it should be · 1 some are not · 2 wrong usage, or the list has faults · 3 none failed, but some are frozen: a session is open there';

const program = new Command('deploy/fleet')
  .description(
    'Installs, updates and looks at the seats of a list over ssh, their hub too where it is named, and does again only what failed.',
  )
  .addHelpText('after', EXIT_CODES)
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));

atOnce('install', 'install a bundle on each seat, with a token of the hub, and start it')
  .requiredOption(
    '--bundles <folder>',
    'what deploy/pack seat made: bundles, signatures, installer, public key',
    'dist',
  )
  .option('--version <version>', 'where there are several')
  .requiredOption('--hub <host>', 'the hub, as ssh reaches it')
  .requiredOption('--hub-address <url>', 'the hub, as seats reach it: https://…')
  .requiredOption('--centre <name>', 'the exam centre');
rolling('update', 'bring each seat to the version of a bundle, never while a session is open there')
  .requiredOption('--bundles <folder>', 'what deploy/pack made', 'dist')
  .option('--version <version>', 'where there are several')
  .option('--hub <host>', 'also the hub, as ssh reaches it, before all seats');
rolling('rollback', 'bring each seat back to the version that it had before').option(
  '--hub <host>',
  'also the hub, as ssh reaches it, after all seats',
);
atOnce('status', 'what each seat has, whether it runs, and whether it may be updated').option(
  '--hub <host>',
  'also the hub, as ssh reaches it',
);
atOnce('doctor', 'ask each seat whether all is well').option(
  '--hub <host>',
  'also the hub, as ssh reaches it',
);

await program.parseAsync();

function command(verb: Verb, description: string): Command {
  return program
    .command(verb)
    .description(description)
    .requiredOption('--seats <file>', 'the list: host,room,seat,camera,profile', 'seats.csv')
    .option('--only <place...>', 'only these: ROOM, ROOM/SEAT or HOST')
    .option('--ssh-config <file>', 'a configuration of ssh in place of your own')
    .option('--json <file>', 'rows for programs')
    .option('--report <file>', 'what became of each machine, CSV')
    .option('--state <file>', 'what is done already; none: beside the list')
    .option('--again', 'also what is done already')
    .addHelpText('after', EXIT_CODES)
    .action((options: Options) => orExit(() => work(verb, options)));
}

function atOnce(verb: Verb, description: string): Command {
  return command(verb, description).addOption(number('--jobs <n>', 'machines at once', 8));
}

function rolling(verb: Verb, description: string): Command {
  return command(verb, description)
    .addOption(number('--at-once <n>', 'machines at once, after the first alone', 4))
    .addOption(number('--stop-after <n>', 'failures after which no other begins', 1));
}

function number(flags: string, description: string, standard: number): Option {
  return new Option(flags, description).default(standard).argParser((text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= 1000) return value;
    throw new InvalidArgumentError('must be a whole number from 1 to 1000');
  });
}

async function work(verb: Verb, options: Options): Promise<void> {
  const file = resolve(options.seats);
  const seats = chosen(readSeats(file), options.only);
  const changes = verb === 'install' || verb === 'update';
  const folder = resolve(options.bundles ?? 'dist');
  const bundles = changes ? findBundles(folder, options.version) : undefined;
  const hub = verb === 'install' ? undefined : fleetHub(options.hub);
  const hubBundles =
    hub !== undefined && verb === 'update' ? findBundles(folder, bundles?.version, 'hub') : undefined;
  const profiles = verb === 'install' ? readProfiles(dirname(file), seats) : new Map<string, string[]>();
  const keeps = changes || verb === 'rollback';
  const state = keeps ? new FleetState(resolve(options.state ?? `${file}.state.json`)) : undefined;
  if (options.again === true)
    for (const { host } of [...seats, ...(hub === undefined ? [] : [hub])]) state?.undone(host);
  const ssh = new Ssh(options.sshConfig);
  try {
    const outcomes = await runWork({
      verb,
      seats,
      hub,
      fleet: { ssh, bundles, hubBundles, profiles, hub: hubOf(options) },
      pace: {
        canary: verb === 'update' || verb === 'rollback',
        atOnce: options.atOnce ?? options.jobs ?? 1,
        stopAfter: options.stopAfter ?? Infinity,
      },
      state,
      output: {
        isTerminal: process.stdout.isTTY,
        columns: process.stdout.columns ?? 100,
        write: (text) => void process.stdout.write(text),
      },
      now: () => Date.now(),
    });
    writeReports({ verb, outcomes }, { csv: options.report, json: options.json });
    process.exitCode = exitCodeOf([...outcomes.values()]);
    if (!process.stdout.isTTY)
      console.log(
        countLine([...outcomes.values()].map(({ result, ...rest }) => ({ state: result, ...rest }))),
      );
  } finally {
    await ssh.close();
  }
}

function hubOf({ centre, hub, hubAddress }: Options) {
  if (hub === undefined || hubAddress === undefined || centre === undefined) return undefined;
  if (!URL.canParse(hubAddress) || new URL(hubAddress).protocol !== 'https:')
    throw new FleetError(`--hub-address ${hubAddress}: must be https://NAME or https://NAME:PORT`);
  return { host: hub, address: hubAddress, centre };
}

function fleetHub(host: string | undefined): FleetHub | undefined {
  if (host === undefined) return undefined;
  if (!isHost(host)) throw new FleetError(`--hub ${host}: is no name or address of a machine`);
  return { role: 'hub', host };
}

function chosen(seats: readonly FleetSeat[], only: readonly string[] | undefined): FleetSeat[] {
  if (only === undefined) return [...seats];
  const found = seats.filter(({ host, room, seat }) =>
    only.some((one) => [host, room, `${room}/${seat}`].includes(one)),
  );
  const names = new Set(found.flatMap(({ host, room, seat }) => [host, room, `${room}/${seat}`]));
  const unknown = only.find((one) => !names.has(one));
  if (unknown !== undefined)
    throw new FleetError(`--only ${unknown}: the list has no such room, seat or host`);
  return found;
}

function exitCodeOf(outcomes: readonly Outcome[]): number {
  if (outcomes.some(({ result }) => result === 'failed')) return 1;
  return outcomes.some(({ result }) => result !== 'done') ? 3 : 0;
}

async function orExit(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof FleetError)) throw error;
    console.error(`deploy/fleet: ${error.message}`);
    process.exitCode = 2;
  }
}
