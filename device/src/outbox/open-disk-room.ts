import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { DiskRoom, type Holding } from './disk-room.js';
import { eventHolding, keptHolding } from './event-holding.js';
import type { Outbox } from './outbox.js';
import type { OutboxStore } from './outbox-store.js';

const MB = 1_000_000;

type OpenDeps = {
  dataDir: string;
  limits: { diskMaxMb: number; diskLeastFreeMb: number };
  pictures: Holding;
  tracks: Holding;
  outbox: Outbox;
  store: OutboxStore;
  clock: Clock;
  log: Log;
};

/** The room that a seat's data may take. */
export function openDiskRoom({ dataDir, limits, outbox, pictures, tracks, ...deps }: OpenDeps): DiskRoom {
  const { store } = deps;
  return new DiskRoom({
    folder: dataDir,
    maxBytes: limits.diskMaxMb * MB,
    leastFreeBytes: limits.diskLeastFreeMb * MB,
    holdings: { kept: keptHolding(store), pictures, tracks, events: eventHolding(outbox, store) },
    ...deps,
  });
}
