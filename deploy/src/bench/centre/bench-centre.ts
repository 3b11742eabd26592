import { setTimeout as sleep } from 'node:timers/promises';
import { pace } from '../hub/drive.js';
import { SEATS_PER_ROOM } from '../hub/hub-plan.js';
import type { Seat } from '../hub/talk.js';
import { quantile, row, type Row } from '../rows.js';
import { bringPictures, type LookedAt } from './bring-pictures.js';
import { Centre, type CentreOptions, type CentreUsage } from './centre.js';

/** Longest that an event may take from the seat to its commit and back, at the 99th percentile, ms. */
const P99_MS = 250;
const WARM_UP_SECONDS = 5;
/** Seats say how they fare so often. */
const HEALTH_MS = 5000;
/** A rate is held when so much of what is asked for is acknowledged in the time. */
const HELD = 0.97;

export type BenchOptions = CentreOptions & {
  /** Events a second of each seat, one rate after the other. */
  rates: readonly number[];
  seconds: number;
  /** Seats that somebody looks at: each sends a picture a second. */
  looked: number;
};

/** Measures a centre at rising rates until one is not held. @param folder left for the caller to remove */
export async function benchCentre(folder: string, options: BenchOptions): Promise<Row[]> {
  const { database, hubs, rates, seats, seconds } = options;
  console.log(
    `${seats} seats in ${Math.ceil(seats / SEATS_PER_ROOM)} rooms, ${hubs} hubs, mosquitto, ${database} …`,
  );
  const centre = await Centre.start(folder, options);
  const healthy = faring(centre.seats);
  try {
    await pace(centre.seats, { perSecond: seats * (rates[0] ?? 0), seconds: WARM_UP_SECONDS });
    const empty = { bytes: centre.storeBytes(), told: told(centre) };
    const rows: Row[] = [];
    rows.push(...(await picturesAlone(centre, options)));
    for (const rate of rates) {
      console.log(`${rate} events a second of each seat, for ${seconds} s …`);
      const one = await atRate(centre, rate, options);
      rows.push(...one.rows);
      if (!one.held) break;
    }
    const again = centre.seats.reduce((sum, seat) => sum + seat.again, 0);
    return [
      ...rows,
      ...rowsOnDisk(centre, empty),
      row('messages that a seat sent again, unanswered for 10 s', again, '', told(centre)),
    ];
  } finally {
    await healthy.stop();
    await centre.stop();
  }
}

/** What an event takes on the disk, its share of signals, incidents and numbers with it. */
function rowsOnDisk(centre: Centre, empty: { bytes: number; told: number }): Row[] {
  const events = told(centre) - empty.told;
  return [row('store: an event on the disk', (centre.storeBytes() - empty.bytes) / events, 'B', events)];
}

function told(centre: Centre): number {
  return centre.seats.reduce((sum, seat) => sum + seat.told, 0);
}

/** What pictures cost the hubs while nothing else is told but how the seats fare. */
async function picturesAlone(centre: Centre, { looked, seconds }: BenchOptions): Promise<Row[]> {
  if (looked === 0) return [];
  console.log(
    `nothing told, for ${seconds} s; then ${looked} seats that somebody looks at, for ${seconds} s …`,
  );
  const start = centre.usage();
  await sleep(seconds * 1000);
  const before = centre.usage();
  const bringing = bringPictures(spread(centre.places, looked));
  await sleep(seconds * 1000);
  const { delays, refused } = await bringing.stop();
  const after = centre.usage();
  const hubs = Object.keys(after).filter((part) => part.startsWith('hub'));
  const spent = (to: CentreUsage, from: CentreUsage): number =>
    hubs.reduce((sum, hub) => sum + (to[hub]?.cpuMs ?? 0) - (from[hub]?.cpuMs ?? 0), 0);
  const each = (spent(after, before) - spent(before, start)) / delays.length;
  return [
    row('picture: seat to hub, median', quantile(delays, 0.5), 'ms', delays.length),
    row('picture: … p99', quantile(delays, 0.99), 'ms', delays.length),
    row('picture: refused', refused, '', delays.length + refused, { most: 0 }),
    row('picture: processor time of a hub and its decoder', each, 'ms', delays.length),
  ];
}

/** So many of some places, of all parts of the list. */
function spread(places: readonly LookedAt[], count: number): LookedAt[] {
  const step = places.length / count;
  return Array.from({ length: count }, (_, i) => places[Math.floor(i * step)]).filter(
    (place) => place !== undefined,
  );
}

async function atRate(
  centre: Centre,
  rate: number,
  { seats, seconds }: BenchOptions,
): Promise<{ rows: Row[]; held: boolean }> {
  const [before, from] = [centre.usage(), performance.now()];
  const delays = await pace(centre.seats, { perSecond: seats * rate, seconds });
  const [after, took] = [centre.usage(), (performance.now() - from) / 1000];
  const done = delays.length / took;
  const name = `${rate} events/s a seat`;
  const p99 = quantile(delays, 0.99);
  const held = done >= seats * rate * HELD && p99 <= P99_MS;
  return {
    held,
    rows: [
      row(`${name}: acknowledged`, done, '/s', delays.length, { least: seats * rate * HELD }),
      row(`${name}: seat to commit to seat, median`, quantile(delays, 0.5), 'ms', delays.length),
      row(`${name}: … p99`, p99, 'ms', delays.length, { most: P99_MS }),
      ...costs(name, { before, after, seats, took }),
    ],
  };
}

/** What a seat costs each part: of one processor in thousandths, and of memory. */
function costs(
  name: string,
  { after, before, seats, took }: { before: CentreUsage; after: CentreUsage; seats: number; took: number },
): Row[] {
  return Object.entries(after).flatMap(([part, now]) => {
    const share = (now.cpuMs - (before[part]?.cpuMs ?? 0)) / (took * 1000);
    return [
      row(`${name}: ${part}, of one processor`, share, '', 1),
      row(`${name}: ${part}, processor time a seat and second`, (share * 1000) / seats, 'ms', 1),
      row(`${name}: ${part}, memory`, now.memoryMib, 'MiB', 1),
    ];
  });
}

/** Lets every seat say how it fares, evenly spread, until it is stopped. */
function faring(seats: readonly Seat[]): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const talk = async (): Promise<void> => {
    for (let turn = 0; !stopping.signal.aborted; turn++) {
      await seats[turn % seats.length]?.fare();
      await sleep(HEALTH_MS / seats.length, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const talking = talk();
  return {
    stop: async () => {
      stopping.abort();
      await talking;
    },
  };
}
