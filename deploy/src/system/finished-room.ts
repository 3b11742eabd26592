import type { LocalRoom } from '../room/room.js';
import { signedInFetch } from './rest.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

/** The phone is held up after 22 s for 10 s; what shows late on a busy machine is waited for. */
const FILM_MS = 90_000;

/** A room after an exam: the one seat `phone` saw a phone, has its pictures, and has handed over its track. */
export async function openFinishedRoom(): Promise<{ room: LocalRoom; close: () => Promise<void> }> {
  const opened = await openTestRoom({ phone: film('phone', { loop: false }) });
  const { room } = opened;
  await room.startHub();
  room.startSeat('phone');
  const hub = await signedInFetch(room);
  // The film ends by itself; an incident that is over has its pictures.
  await until(
    async () => (await hub.incidents()).some((one) => one.endedAt !== null && one.evidence.length > 0),
    FILM_MS,
  );
  await room.seat('phone')?.stop();
  await until(async () => (await hub.tracks('phone')).tracks.some(({ finished }) => finished));
  return opened;
}
