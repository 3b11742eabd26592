import type { ClockOffset, EventBatch, SeatAddress } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { OutboxStore } from './outbox-store.js';

/** What an outbox needs. */
export type OutboxDeps = {
  store: OutboxStore;
  /** Gives a batch to the broker; false where there is no connection. */
  sender: { publishEvents(batch: EventBatch): boolean };
  /** Whose events these are. */
  seat: SeatAddress;
  /** This run of the daemon; never one that was used before. */
  boot: string;
  /** Exam session that new events belong to; null outside of one. */
  session: () => string | null;
  clock: Clock;
  /** How far the hub's clock is from the seat's for something that happened at `at` (epoch ms); undefined while that isn't known. */
  offsetAt?: (at: number) => ClockOffset | undefined;
  /** Called when the disk is full; true where it made room, so that another try is worth it. */
  makeRoom?: () => boolean;
  log: Log;
};
