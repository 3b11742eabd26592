import { readFileSync } from 'node:fs';

/** How long the event loop stood still, ms. */
export type LoopBlocks = {
  /** Longest by the loop's own work: processor time of its thread from one tick to the next. */
  ownMs: number;
  /** Longest by the clock: other threads and programs that took the processor away are in it. */
  wallMs: number;
  /** Ticks seen. */
  ticks: number;
};

const TICK_MS = 1;

/**
 * Watches the event loop of the calling thread while `work` goes on. Node's `monitorEventLoopDelay` knows the clock alone: on a
 * machine with something else to do, a loop that never works for more than 5 ms was seen to stand still for 160 ms.
 */
export async function watchLoop(work: () => Promise<unknown>): Promise<LoopBlocks> {
  const seen: LoopBlocks = { ownMs: 0, wallMs: 0, ticks: 0 };
  let before = now();
  const timer = setInterval(() => {
    const tick = now();
    seen.ownMs = Math.max(seen.ownMs, tick.ownMs - before.ownMs);
    seen.wallMs = Math.max(seen.wallMs, tick.wallMs - before.wallMs - TICK_MS);
    seen.ticks++;
    before = tick;
  }, TICK_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return seen;
}

function now(): { ownMs: number; wallMs: number } {
  const wallMs = performance.now();
  return { ownMs: threadMs() ?? wallMs, wallMs };
}

/** Processor time of this thread, ms; undefined where the system does not tell. Source: Linux, Documentation/scheduler/sched-stats. */
function threadMs(): number | undefined {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}
