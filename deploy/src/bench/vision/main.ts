import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';
import { PLACES } from '../../room/places.js';
import { allReached, report, row, type Row } from '../rows.js';
import { BenchError } from './bench-error.js';
import { installPeer, PEER } from './install-peer.js';
import { runTurn } from './run-turn.js';
import { memoryRows, ratioRows, runsPerFrame, type Way, wayRows } from './score.js';
import { type Runner, takeRounds } from './take-rounds.js';

const ROUNDS = 3;
/** As the seat runs: the detector rests for a third of a second of film while faces are followed. */
const SEAT_DETECTS_EVERY_MS = 333;

const Options = z.object({
  film: z.string().default(`${PLACES.films}/calm.avi`),
  frames: z.coerce.number().int().min(20).max(10_000),
  seconds: z.coerce.number().min(0).max(86_400),
  json: z.string().optional(),
  peer: z.boolean(),
});

const command = new Command('bench:vision')
  .description('The seat’s vision beside a peer’s on the same film, one process each, in turns.')
  .option('--frames <number>', `frames that count in each of the ${ROUNDS} turns of each way`, '100')
  .option('--seconds <number>', 'watch the memory of ours for so long as well; issue 3 asks for 600', '0')
  .option('--film <file>', 'film to look at (default: the calm demo film, 848×480)')
  .option('--json <file>', 'write the figures as rows of {name, value, unit, n, goal, pass}')
  .option('--no-peer', `leave out the peer, ${PEER}`)
  .addHelpText('after', '\nExit codes: 0 every goal measured is reached · 1 one is missed · 2 wrong usage')
  .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2))
  .parse();
const parsed = Options.safeParse(command.opts());
if (!parsed.success) {
  console.error(`bench:vision: ${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
try {
  await compare({ ...parsed.data, film: resolve(parsed.data.film) });
} catch (error) {
  console.error(error instanceof BenchError ? `bench:vision: ${error.message}` : error);
  process.exit(error instanceof BenchError && error.code === 'no-film' ? 2 : 1);
}

async function compare({ film, frames, json, peer, seconds }: z.infer<typeof Options>): Promise<void> {
  if (!existsSync(film)) {
    throw new BenchError('no-film', `${film} is not there; npm run setup makes the demo films`);
  }
  const ours = (name: string, detectEveryMs: number): Runner => ({
    name: `ours, ${name}`,
    whose: 'ours',
    turn: () => runTurn('ours', { film, frames, seconds: 0, detectEveryMs }),
  });
  const every = ours('detector on every frame', 0);
  const asTheSeat = ours('as the seat runs', SEAT_DETECTS_EVERY_MS);
  const peers = peer ? peerRunners(await installPeer(console.log), { film, frames }) : undefined;
  const runners = peers ? [every, peers.off, asTheSeat, peers.on] : [every, asTheSeat];
  const ways = await takeRounds(runners, ROUNDS, console.log);
  const rows = [...ways.flatMap(wayRows), ...(peers ? comparisons(ways) : []), loadRow(ways)];
  if (seconds > 0) {
    console.log(`watching the memory for ${seconds} s`);
    const watch = await runTurn('ours', { film, frames, seconds, detectEveryMs: SEAT_DETECTS_EVERY_MS });
    rows.push(...memoryRows(watch.rssMb, seconds));
  }
  tellWork(ways, film);
  report(rows, json);
  process.exitCode = allReached(rows) ? 0 : 1;
}

function peerRunners(folder: string, job: { film: string; frames: number }): Record<'off' | 'on', Runner> {
  const runner = (name: string, skipping: boolean): Runner => ({
    name: `peer, its skipping ${name}`,
    whose: 'peer',
    turn: () => runTurn('peer', { ...job, seconds: 0, folder, skipping }),
  });
  return { off: runner('off', false), on: runner('on', true) };
}

/**
 * Like with like has the goal: every net where it is asked for. The peer's skipping also rests its object net, which ours never
 * does, so that what is against it is only told.
 */
function comparisons([every, off, asTheSeat, on]: readonly Way[]): Row[] {
  if (!every || !off || !asTheSeat || !on) return [];
  return [
    ...ratioRows(every, off, { goal: true }),
    ...ratioRows(asTheSeat, off, { goal: false }),
    ...ratioRows(asTheSeat, on, { goal: false }),
  ];
}

function loadRow(ways: readonly Way[]): Row {
  const loads = ways.flatMap(({ turns }) => turns.map(({ load }) => load));
  return row('load average, highest at the start of a turn', Math.max(...loads), '', loads.length);
}

function tellWork(ways: readonly Way[], film: string): void {
  console.log(`\n${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}; film ${film}`);
  if (ways.some(({ whose }) => whose === 'peer')) console.log(`peer: ${PEER}`);
  console.log('Timed: a decoded frame to its result. Outside: decoding, and for the peer BGR to RGB.');
  console.log('Runs of each net in a frame; both irises are one run, objects are asked for on each fifth:');
  for (const way of ways) {
    const nets = runsPerFrame(way).map(({ net, runs }) => `${net} ${runs.toFixed(2)}`);
    console.log(`  ${way.name.padEnd(29)}  ${nets.join(' · ')}  (${way.turns[0]?.made ?? ''})`);
  }
  console.log('');
}
