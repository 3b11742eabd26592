import { setTimeout as sleep } from 'node:timers/promises';
import type { Done, Seat } from './talk.js';

/** As many events as a seat tells at once when it is behind: the most that a message holds. */
export const FULL_BATCH = 200;
/** More than is reached: so many events a second are written beforehand. */
const PREPARED_PER_SECOND = 40_000;

/** Every seat tells as fast as it is let. Gives the events that were done in each whole second. */
export async function saturate(seats: readonly Seat[], seconds: number, until: Done): Promise<number[]> {
  const messages = Math.ceil((seconds * PREPARED_PER_SECOND) / FULL_BATCH / seats.length);
  for (const seat of seats) seat.prepare(messages, FULL_BATCH);
  const from = performance.now();
  const end = from + seconds * 1000;
  const perSecond: number[] = Array.from({ length: Math.floor(seconds) }, () => 0);
  const talk = async (seat: Seat): Promise<void> => {
    while (performance.now() < end) {
      await seat.tell(FULL_BATCH, until);
      const second = Math.floor((performance.now() - from) / 1000);
      if (perSecond[second] !== undefined) perSecond[second] += FULL_BATCH;
    }
  };
  await Promise.all(seats.map(talk));
  return perSecond;
}

/**
 * Every seat tells one event in each message, evenly spread, whether or not those before are done: a slow answer makes no
 * later one wait. Gives the time of each, ms, counted from when it was due.
 */
export async function pace(
  seats: readonly Seat[],
  options: { perSecond: number; seconds: number },
): Promise<number[]> {
  const { perSecond, seconds } = options;
  const delays: number[] = [];
  const under: Promise<void>[] = [];
  const from = performance.now();
  for (let i = 0; i < perSecond * seconds;) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - from) * perSecond) / 1000));
    for (; i < due; i++) {
      const dueAt = from + (i * 1000) / perSecond;
      const seat = seats[i % seats.length];
      if (seat)
        under.push(seat.tell(1, 'acknowledged').then(() => void delays.push(performance.now() - dueAt)));
    }
    await sleep(1);
  }
  await Promise.all(under);
  return delays;
}
