import * as z from 'zod';
import { Slug } from './ids.js';

/** Where a seat stands: the branch of the topic tree that is its own. */
export const SeatAddress = z.object({ centre: Slug, room: Slug, seat: Slug });
export type SeatAddress = z.infer<typeof SeatAddress>;

/** `room/seat`, the key of a seat within one centre. */
export function seatKey(place: { room: string; seat: string }): string {
  return `${place.room}/${place.seat}`;
}

/** `centre/room/seat`: the name a seat gives when it connects to the broker or the hub. */
export function seatPrincipal(address: SeatAddress): string {
  return `${address.centre}/${address.room}/${address.seat}`;
}

/** The address in a `centre/room/seat` name, or undefined where it is none. */
export function parseSeatPrincipal(name: string): SeatAddress | undefined {
  const [centre, room, seat, ...rest] = name.split('/');
  if (rest.length > 0) return undefined;
  const parsed = SeatAddress.safeParse({ centre, room, seat });
  return parsed.success ? parsed.data : undefined;
}
