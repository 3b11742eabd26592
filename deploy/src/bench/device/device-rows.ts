import { quantile, row, type Row } from '../rows.js';
import type { Board } from './board.js';
import type { Expected } from './expected-rates.js';
import type { NetTime, ProviderTimes } from './time-nets.js';
import type { SeatTimes } from './time-seat.js';

/** Everything that was measured on a board. */
export type Measured = {
  board: Board;
  providers: readonly ProviderTimes[];
  seat: SeatTimes;
  expected: Expected;
  floors: { faces: number; objects: number };
};

/** Issue 3: the event loop is never blocked for longer, ms. */
const LONGEST_BLOCK_MS = 5;
/** Nets of the table's columns. */
const COLUMNS = ['blazeface', 'facemesh', 'iris', 'phone', 'phone-int8'] as const;

/** The figures of a board, with the goals that a seat has on it. */
export function deviceRows({ expected, floors, providers, seat }: Measured): Row[] {
  const { besideMs, cpuMs, frameMs, objectMs } = seat;
  const times = providers.flatMap((provider) => provider.times);
  return [
    ...times.map(({ ms, net, provider }) =>
      row(`net ${net} on ${provider}: a run`, quantile(ms, 0.5), 'ms', ms.length),
    ),
    row('faces of a frame, median', quantile(frameMs, 0.5), 'ms', frameMs.length),
    row('faces of a frame, p95', quantile(frameMs, 0.95), 'ms', frameMs.length),
    row('… with objects beside, median', quantile(besideMs, 0.5), 'ms', besideMs.length),
    row('… with objects beside, p95', quantile(besideMs, 0.95), 'ms', besideMs.length),
    row('objects, faces beside, median', quantile(objectMs, 0.5), 'ms', objectMs.length),
    row('objects, faces beside, p95', quantile(objectMs, 0.95), 'ms', objectMs.length),
    row('processor time, faces of a frame', cpuMs.frame, 'ms', frameMs.length),
    row('processor time, objects', cpuMs.object, 'ms', objectMs.length),
    row('processor time, reading a frame', cpuMs.read, 'ms', 1),
    row('expected face frames', expected.faces, '/s', besideMs.length, { least: floors.faces }),
    row('expected object frames', expected.objects, '/s', objectMs.length, { least: floors.objects }),
    row('expected share of the processor', expected.cpuShare * 100, '%', frameMs.length),
    row('event loop, longest block by its own work', seat.loop.ownMs, 'ms', seat.loop.ticks, {
      most: LONGEST_BLOCK_MS,
    }),
    row('event loop, longest stop by the clock', seat.loop.wallMs, 'ms', seat.loop.ticks),
  ];
}

/** The board's line for the table in docs/performance.md. */
export function boardLine({ board, expected, providers, seat }: Measured): string {
  const onCpu = providers.find(({ provider }) => provider === 'cpu')?.times ?? [];
  const cells = [
    board.name,
    board.os,
    `${board.cores}, ${board.memoryGb} GB`,
    ...COLUMNS.map((net) => median(onCpu, net)),
    `${quantile(seat.besideMs, 0.5).toFixed(1)} / ${quantile(seat.besideMs, 0.95).toFixed(1)}`,
    `${expected.faces.toFixed(1)} / ${expected.objects.toFixed(1)} at ${Math.round(expected.cpuShare * 100)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function median(times: readonly NetTime[], net: string): string {
  const found = times.find((time) => time.net === net);
  return found === undefined ? '–' : quantile(found.ms, 0.5).toFixed(1);
}
