import { quantile, row, type Row } from '../rows.js';
import type { TakenTurn } from './run-turn.js';

/** The turns that one way to run has taken, one a round. */
export type Way = { name: string; whose: 'ours' | 'peer'; turns: readonly TakenTurn[] };

/** Issue 3, "It is done when". */
const GOALS = { timesFaster: 10, netsShare: 85, coldStartMs: 2500, rssMb: 350 } as const;
/** A way that does not see what is there has no speed. */
const LEAST_COMPLETE = 0.95;
/** What the garbage collector leaves lying now and more a minute later is no growth, MB. */
const COLLECTOR_NOISE_MB = 5;
/** Issue 3 watches the memory for so long. */
const LONG_WATCH_S = 600;

/** The middle one; the lower of two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The figures of one way. Only ours have goals, and seeing: a way that sees nothing is fast. */
export function wayRows({ name, turns, whose }: Way): Row[] {
  const frames = turns.flatMap((turn) => turn.frames);
  const goal = (bound: { least?: number; most?: number }) => (whose === 'ours' ? bound : undefined);
  const tell = (
    what: string,
    value: number,
    unit: string,
    n: number,
    bound?: { least?: number; most?: number },
  ) => row(`${name}: ${what}`, value, unit, n, bound);
  return [
    tell('frames with a face and both eyes', median(turns.map((t) => t.complete)), '', frames.length, {
      least: LEAST_COMPLETE,
    }),
    tell('time a frame, median of the turns’ means', median(turns.map(frameMs)), 'ms', frames.length),
    tell('processor time a frame', median(turns.map(frameCpuMs)), 'ms', frames.length),
    tell(
      'nets’ own share of the processor time',
      median(turns.map(netsShare)),
      '%',
      turns.length,
      goal({ least: GOALS.netsShare }),
    ),
    ...medianRows(turns, 'nets', (one) => `${name}: net ${one}, a run`),
    ...medianRows(turns, 'stages', (one) => `${name}: stage ${one}`),
    tell(
      'cold start to first observation',
      median(turns.map((t) => t.coldStartMs)),
      'ms',
      turns.length,
      goal({ most: GOALS.coldStartMs }),
    ),
    tell(
      'memory at the end of a turn',
      median(turns.map((t) => t.rssMb.at(-1) ?? NaN)),
      'MB',
      turns.length,
      goal({ most: GOALS.rssMb }),
    ),
  ];
}

/** How many times faster `ours` is than `peer`: the median over the rounds of each round's ratio. */
export function ratioRows(ours: Way, peer: Way, options: { goal: boolean }): Row[] {
  const ratio = (of: (turn: TakenTurn) => number): number =>
    median(
      ours.turns.flatMap((turn, round) => {
        const other = peer.turns[round];
        return other ? of(other) / of(turn) : [];
      }),
    );
  const rounds = Math.min(ours.turns.length, peer.turns.length);
  const name = `${ours.name} against ${peer.name}`;
  return [
    row(
      `${name}: times faster`,
      ratio(frameMs),
      '×',
      rounds,
      options.goal ? { least: GOALS.timesFaster } : undefined,
    ),
    row(`${name}: times less processor time`, ratio(frameCpuMs), '×', rounds),
  ];
}

/** What a long watch over the memory tells; `rssMb` is taken once a second. */
export function memoryRows(rssMb: readonly number[], seconds: number): Row[] {
  const from = (share: number) => Math.floor(rssMb.length * share);
  const growth = median(rssMb.slice(from(0.75))) - median(rssMb.slice(from(0.5), from(0.75)));
  return [
    row(`memory after ${seconds} s`, rssMb.at(-1) ?? NaN, 'MB', rssMb.length, { most: GOALS.rssMb }),
    row(
      `memory, growth in the second half of ${seconds} s`,
      growth,
      'MB',
      rssMb.length,
      seconds >= LONG_WATCH_S ? { most: COLLECTOR_NOISE_MB } : undefined,
    ),
  ];
}

/** How many times each net ran in a frame, on average. */
export function runsPerFrame({ turns }: Way): { net: string; runs: number }[] {
  const frames = turns.reduce((n, turn) => n + turn.frames.length, 0);
  return namesOf(turns, 'nets').map((net) => ({
    net,
    runs: turns.reduce((n, turn) => n + (turn.nets[net]?.runs ?? 0), 0) / frames,
  }));
}

function medianRows(
  turns: readonly TakenTurn[],
  what: 'nets' | 'stages',
  nameOf: (one: string) => string,
): Row[] {
  return namesOf(turns, what).map((one) => {
    const all = turns.flatMap((turn) => turn[what][one] ?? []);
    return row(
      nameOf(one),
      median(all.map(({ medianMs }) => medianMs)),
      'ms',
      all.reduce((n, { runs }) => n + runs, 0),
    );
  });
}

function namesOf(turns: readonly TakenTurn[], what: 'nets' | 'stages'): string[] {
  return [...new Set(turns.flatMap((turn) => Object.keys(turn[what])))];
}

function frameMs({ frames }: TakenTurn): number {
  return frames.reduce((sum, { ms }) => sum + ms, 0) / frames.length;
}

function frameCpuMs({ frames }: TakenTurn): number {
  return frames.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / frames.length;
}

/**
 * Per cent of the processor time, since nets run side by side: of the wall clock's time their share could pass 100. NaN where no
 * net was seen at work.
 */
function netsShare(turn: TakenTurn): number {
  const nets = Object.values(turn.nets);
  if (nets.length === 0) return NaN;
  const netsMs = nets.reduce((sum, { totalMs }) => sum + totalMs, 0);
  return (100 * netsMs) / (frameCpuMs(turn) * turn.frames.length);
}
