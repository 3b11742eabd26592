import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rollup } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import { ifThere } from '../lib/if-there.js';
import type { Log } from '../lib/log.js';
import type { TlsMaterial } from '../lib/peer-certificate.js';
import { readSecret } from '../lib/read-secret.js';
import type { RoomPlan } from '../lib/room-plan.js';
import { version } from '../lib/version.js';
import type { Board } from '../live/board.js';
import type { LiveFeed } from '../live/live-feed.js';
import { roomFigures } from '../live/room-figures.js';
import { HubMetrics } from './hub-metrics.js';
import { MetricsServer } from './metrics-server.js';

export type MetricsDeps = {
  plan: RoomPlan;
  board: Board;
  feed: Pick<LiveFeed, 'pages'>;
  store: { awaySince(): number | null };
  /** Messages that came and are not stored yet. */
  waiting: () => number;
  clock: Clock;
  log: Log;
  /** What the hub shows in TLS; undefined where its configuration asks for none. */
  material: TlsMaterial | undefined;
};

/** The figures that a configuration asks for, not listening yet; undefined where it asks for none. Throws a HubError. */
export function openMetrics(
  config: HubConfig,
  deps: MetricsDeps & { rollup: () => Rollup },
): { watch: HubMetrics; server: MetricsServer } | undefined {
  const { metrics: wanted } = config;
  const { board, clock, feed, log, material, plan, rollup, store, waiting } = deps;
  if (wanted === undefined) return undefined;
  const watch = new HubMetrics({
    centre: plan.centre,
    version,
    rooms: () => roomFigures(board, clock.now()),
    pages: () => feed.pages,
    storeReached: () => store.awaySince() === null,
    waiting,
    storeBytes: () => storeBytes(config.dataDir),
  });
  const token =
    wanted.tokenFile === undefined ? undefined : readSecret('metrics.tokenFile', wanted.tokenFile);
  const tls = wanted.tls === 'auto' ? material : undefined;
  return { watch, server: new MetricsServer({ config: wanted, token, tls, metrics: watch, rollup, log }) };
}

/** Bytes of the database and of what waits to be written into it. */
async function storeBytes(dataDir: string): Promise<number | undefined> {
  const files = ['hub.sqlite', 'hub.sqlite-wal'].map((name) => ifThere(stat(join(dataDir, name))));
  const there = (await Promise.all(files)).filter((one) => one !== undefined);
  return there.length === 0 ? undefined : there.reduce((sum, { size }) => sum + size, 0);
}
