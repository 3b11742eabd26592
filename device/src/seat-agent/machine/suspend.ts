import { readFileSync } from 'node:fs';
import type { Clock } from '../../lib/clock.js';
import type { Suspended } from './machine-events.js';
import { type SystemFiles, Unreadable } from './system-files.js';

/**
 * Less is no suspend: `/proc/uptime` is told in steps of 10 ms, and the two clocks are read one after the other.
 */
const LEAST_SLEEP_MS = 1000;
/** A reading during which this thread stood still for longer says nothing of the clocks. */
const SLOWEST_READING_MS = 100;

/** Three clocks at one moment, ms. */
export type ClockReading = {
  /** Since the machine started, with the time that it slept (CLOCK_BOOTTIME). */
  readonly bootMs: number;
  /** Without it (CLOCK_MONOTONIC, which `performance.now()` and Node's timers go by). */
  readonly monotonicMs: number;
  /** Since 1970. */
  readonly now: number;
};

/**
 * Reads the clocks. `/proc/uptime` counts the time that the machine slept and `clock.monotonic()` does not. The wall clock would show
 * a sleep too, but a time server that sets it looks the same. Undefined where the reading took too long. @throws Unreadable
 */
export function readClocks(
  files: SystemFiles,
  clock: Pick<Clock, 'monotonic' | 'now'>,
): ClockReading | undefined {
  const monotonicMs = clock.monotonic();
  // At once: whatever else ran in between would look like a sleep.
  const uptime = uptimeMs(files.path('/proc/uptime'));
  if (clock.monotonic() - monotonicMs > SLOWEST_READING_MS) return undefined;
  return { bootMs: uptime, monotonicMs, now: clock.now() };
}

function uptimeMs(path: string): number {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Unreadable('/proc/uptime can’t be read', { cause });
  }
  const [, seconds] = /^(\d{1,10}\.\d{1,3}) /.exec(text) ?? [];
  if (seconds === undefined) throw new Unreadable('/proc/uptime has another form');
  return Number(seconds) * 1000;
}

/** Whether the machine slept between two readings, and for how long. */
export function sleptBetween(before: ClockReading, after: ClockReading): Suspended | undefined {
  const passedMs = after.bootMs - before.bootMs;
  const sleptMs = Math.round(passedMs - (after.monotonicMs - before.monotonicMs));
  if (sleptMs < LEAST_SLEEP_MS) return undefined;
  // By the boot clock, since the wall clock may be set while the machine wakes up.
  return { kind: 'suspended', from: after.now - Math.round(passedMs), to: after.now, sleptMs };
}
