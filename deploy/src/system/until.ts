import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN_MS = 30_000;

/** Waits until something is so. Throws an Error where it is not within 30 s. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`did not happen within ${WITHIN_MS / 1000} s`);
    await sleep(200);
  }
}
