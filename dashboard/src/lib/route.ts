import { Slug } from '@invigil/contract';

/** Which page an address of this app means. `room: null` is the first room that there is. */
export type Route =
  | { page: 'room'; room: string | null }
  | { page: 'seat'; room: string; seat: string }
  | { page: 'audit' }
  | { page: 'account' }
  | { page: 'unknown' };

/** The page that a path stands for. */
export function parseRoute(path: string): Route {
  const [first, room, third, seat, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { page: 'room', room: null };
  if ((first === 'audit' || first === 'account') && room === undefined) return { page: first };
  if (first !== 'rooms' || !isSlug(room) || rest.length > 0) return { page: 'unknown' };
  if (third === undefined) return { page: 'room', room };
  return third === 'seats' && isSlug(seat) ? { page: 'seat', room, seat } : { page: 'unknown' };
}

export const AUDIT_PATH = '/audit';
export const ACCOUNT_PATH = '/account';

/** Path of a room's page. */
export function roomPath(room: string): string {
  return `/rooms/${room}`;
}

/** Path of a seat's page. */
export function seatPath(place: { room: string; seat: string }): string {
  return `/rooms/${place.room}/seats/${place.seat}`;
}

function isSlug(part: string | undefined): part is string {
  return Slug.safeParse(part).success;
}
