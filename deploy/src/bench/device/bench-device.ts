import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { DeviceConfig } from '@invigil/device';
import { PLACES } from '../../room/places.js';
import { quantile, report, row, type Row } from '../rows.js';
import { BenchError } from '../vision/bench-error.js';
import { readBoard } from './board.js';
import { boardLine, deviceRows, type Measured } from './device-rows.js';
import { expectedRates } from './expected-rates.js';
import { timeNets } from './time-nets.js';
import { timeSeat } from './time-seat.js';

const NET_RUNS = 50;
/** What the seat asks a USB camera for. */
const CAMERA_FPS = 30;
const FILM = `${PLACES.films}/calm.avi`;

/**
 * Measures what this board is good for, without hub or browser, and prints its line for docs/performance.md.
 * Throws BenchError `no-film` where the demo films were not made.
 */
export async function benchDevice(options: { seconds: number; json: string | undefined }): Promise<Row[]> {
  if (!existsSync(FILM))
    throw new BenchError('no-film', `${FILM} is not there; npm run setup makes the demo films`);
  const board = readBoard();
  const load = loadavg()[0] ?? NaN;
  console.log(
    `${board.name}, ${board.os}, ${board.cores} cores, ${board.memoryGb} GB, Node ${process.version}`,
  );
  console.log(`each net alone, ${NET_RUNS} runs on each execution provider that works here;`);
  console.log(
    'what ONNX Runtime itself prints of a provider that this machine lacks is no fault of the machine',
  );
  const providers = await timeNets(NET_RUNS);
  console.log(`the seat’s vision on ${FILM} for ${options.seconds} s`);
  const seat = await timeSeat(FILM, options.seconds);
  const measured = measure({ board, providers, seat });
  const rows = [...deviceRows(measured), row('load average at the start', load, '', 1)];
  tellProviders(measured);
  report(rows, options.json);
  console.log(`\nfor docs/performance.md:\n${boardLine(measured)}`);
  return rows;
}

function measure(timed: Pick<Measured, 'board' | 'providers' | 'seat'>): Measured {
  const { board, seat } = timed;
  const { budget, floors, rates } = {
    budget: DeviceConfig.shape.budget.parse(undefined),
    floors: DeviceConfig.shape.floors.parse(undefined),
    rates: DeviceConfig.shape.rates.parse(undefined),
  };
  const expected = expectedRates(
    { frameMs: quantile(seat.besideMs, 0.5), objectMs: quantile(seat.objectMs, 0.5), cpuMs: seat.cpuMs },
    { cores: board.cores, cameraFps: CAMERA_FPS, wanted: rates, floors, cpuShare: budget.cpuShare },
  );
  return { ...timed, expected, floors };
}

function tellProviders({ expected, providers, seat }: Measured): void {
  for (const { provider, refused } of providers) {
    if (refused !== null) console.log(`  ${provider}: not usable here (${refused.split('\n')[0]})`);
  }
  console.log(`the seat’s vision: ${seat.made}`);
  console.log(
    expected.floorsKept
      ? 'the floors can be kept on this machine'
      : 'THE FLOORS CAN’T BE KEPT: this seat will tell blind time',
  );
}
