import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN_MS = 30_000;

/** Waits until something is so. Throws an Error where it is not in time: 30 s where nothing else is said. */
export async function until(
  done: () => boolean | Promise<boolean>,
  withinMs: number = WITHIN_MS,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`did not happen within ${withinMs / 1000} s`);
    await sleep(200);
  }
}
