import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Birth, Health } from '@invigil/contract';
import * as z from 'zod';
import { messageOf } from '../lib/errors.js';
import { keepText } from '../lib/keep-text.js';
import type { Log } from '../lib/log.js';

/** How a seat's daemon fares, for the programs of a technician on the same machine. Nothing of a session or a person is in it. */
export const SeatState = z.object({
  pid: z.number().int().min(1),
  /** Whether the hub, not only the broker, can be reached. */
  online: z.boolean(),
  birth: Birth.omit({ session: true }),
  health: Health,
});
export type SeatState = z.infer<typeof SeatState>;

/** A daemon writes its state every 5 s: one that is older is of a daemon that has ended or stands still, ms. */
const FRESH_MS = 20_000;

type KeepDeps = { dataDir: string; online: () => boolean; birth: () => Birth; log: Log };

/** Puts each state on the disk. A disk that takes none is said once: nothing of the exam hangs on it. */
export function stateKeeper({ birth, dataDir, log, online }: KeepDeps): (health: Health) => void {
  let failing = false;
  return (health) => {
    try {
      writeSeatState(dataDir, { pid: process.pid, online: online(), birth: birth(), health });
      failing = false;
    } catch (err) {
      if (!failing) log.warn({ reason: messageOf(err) }, 'state not written, doctor can’t read it');
      failing = true;
    }
  };
}

/** Puts the state beside the outbox, for its owner only. @throws where the disk takes nothing */
export function writeSeatState(dataDir: string, { birth, ...rest }: SeatState): void {
  // Named one by one: the session stays out, however the birth was made.
  const state = SeatState.parse({ ...rest, birth });
  keepText(fileOf(dataDir), `${JSON.stringify(state)}\n`);
}

/** The state of the daemon that runs now; undefined where none does, or it says nothing. */
export function readSeatState(
  dataDir: string,
  now: number,
  isAlive: (pid: number) => boolean = isRunning,
): SeatState | undefined {
  try {
    const state = SeatState.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
    return Math.abs(now - state.health.at) <= FRESH_MS && isAlive(state.pid) ? state : undefined;
  } catch {
    return undefined;
  }
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'state.json');
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
