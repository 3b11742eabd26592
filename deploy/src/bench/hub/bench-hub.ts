import { join } from 'node:path';
import { quantile, row, type Row } from '../rows.js';
import { insertBare } from './bare-inserts.js';
import { pace, saturate } from './drive.js';
import { planCentre } from './hub-plan.js';
import { Served } from './served.js';
import { type Done, Seat } from './talk.js';

/** Goals of a room's hub on two cores. */
const EVENTS_PER_SECOND = 30_000;
const USUAL_PER_SECOND = 2500;
const P99_MS = 250;
/** Memory that still counts as flat, as growth a minute after the first third. */
const FLAT_MIB_PER_MINUTE = 1;
/** Each figure and its yardsticks are taken in turn this often, so that a slow minute of the machine hits all. */
const ROUNDS = 3;
const WARM_UP_SECONDS = 3;

export type BenchOptions = { seats: number; seconds: number; minutes: number };

/** Measures a hub beside what it is made of. @param folder for its store; left for the caller to remove */
export async function benchHub(folder: string, { minutes, seats, seconds }: BenchOptions): Promise<Row[]> {
  const each = Math.max(1, Math.floor(seconds / ROUNDS));
  const [hub, broker, inserts]: [number[], number[], number[]] = [[], [], []];
  let cpuMsPerThousand = NaN;
  for (let round = 0; round < ROUNDS; round++) {
    console.log(`round ${round + 1} of ${ROUNDS}: hub, bare broker, bare inserts, ${each} s each …`);
    const dataDir = join(folder, `hub-${round}`);
    const one = await driven('hub-process.js', [String(seats), dataDir], seats, async (talkers, served) => {
      await saturate(talkers, WARM_UP_SECONDS, 'acknowledged');
      const before = await served.usage();
      const done = await saturate(talkers, each, 'acknowledged');
      const after = await served.usage();
      return { done, cpuMs: after.cpuMs - before.cpuMs };
    });
    hub.push(...one.done);
    cpuMsPerThousand = one.cpuMs / (one.done.reduce((sum, count) => sum + count, 0) / 1000);
    broker.push(...(await bareBroker(seats, each)));
    inserts.push(...insertBare(folder, each));
  }
  const rate = quantile(hub, 0.5);
  return [
    row('hub: MQTT to commit to acknowledgement, saturated, median', rate, '/s', hub.length, {
      least: EVENTS_PER_SECOND,
    }),
    row('hub: … slowest second', Math.min(...hub), '/s', hub.length),
    row('hub: processor time of 1000 events', cpuMsPerThousand, 'ms', 1),
    row('bare broker: the same messages, median', quantile(broker, 0.5), '/s', broker.length),
    row('bare inserts: the same rows, median', quantile(inserts, 0.5), '/s', inserts.length),
    row('hub to bare broker', rate / quantile(broker, 0.5), '×', ROUNDS),
    row('hub to bare inserts', rate / quantile(inserts, 0.5), '×', ROUNDS),
    ...(await usualDay(folder, { seats, seconds, minutes })),
  ];
}

/** What a full centre asks of it: how long an event takes, and whether the memory stays. */
async function usualDay(folder: string, { minutes, seats, seconds }: BenchOptions): Promise<Row[]> {
  console.log(`${USUAL_PER_SECOND} events a second, for ${Math.max(seconds, minutes * 60)} s …`);
  return driven('hub-process.js', [String(seats), join(folder, 'usual')], seats, async (talkers, served) => {
    await pace(talkers, { perSecond: USUAL_PER_SECOND, seconds: WARM_UP_SECONDS });
    const delays = await pace(talkers, { perSecond: USUAL_PER_SECOND, seconds });
    const rows = [
      row(
        `hub: commit acknowledged at ${USUAL_PER_SECOND} a second, median`,
        quantile(delays, 0.5),
        'ms',
        delays.length,
      ),
      row('hub: … p99', quantile(delays, 0.99), 'ms', delays.length, { most: P99_MS }),
    ];
    if (minutes === 0) return rows;
    const memory: number[] = [];
    for (let minute = 0; minute < minutes; minute++) {
      memory.push((await served.usage()).rssBytes / 2 ** 20);
      await pace(talkers, { perSecond: USUAL_PER_SECOND, seconds: 60 });
    }
    memory.push((await served.usage()).rssBytes / 2 ** 20);
    const settled = memory.slice(Math.ceil(memory.length / 3));
    const growth = ((settled.at(-1) ?? NaN) - (settled[0] ?? NaN)) / (settled.length - 1);
    return [
      ...rows,
      row('hub: memory at the end', memory.at(-1) ?? NaN, 'MiB', memory.length),
      row('hub: … its growth after the first third', growth, 'MiB/min', settled.length, {
        most: FLAT_MIB_PER_MINUTE,
      }),
    ];
  });
}

function bareBroker(seats: number, seconds: number): Promise<number[]> {
  return driven('bare-broker-process.js', [], seats, async (talkers) => {
    const until: Done = 'published';
    await saturate(talkers, WARM_UP_SECONDS, until);
    return saturate(talkers, seconds, until);
  });
}

/** Starts a server and connects every seat; all is closed at the end. */
async function driven<T>(
  module: string,
  args: readonly string[],
  seats: number,
  act: (talkers: readonly Seat[], served: Served) => Promise<T>,
): Promise<T> {
  const served = await Served.start(module, args);
  const connected: Seat[] = [];
  try {
    for (const [i, talker] of planCentre(seats, '.').talkers.entries())
      connected.push(await Seat.connect(served.url, talker, i + 1));
    return await act(connected, served);
  } finally {
    await Promise.all(connected.map((seat) => seat.close()));
    await served.stop();
  }
}
