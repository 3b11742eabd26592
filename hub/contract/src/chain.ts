import { type SeatAddress, seatPrincipal } from './address.js';
import { canonicalText } from './canonical-text.js';
import type { SeatEvent } from './event.js';
import type { BootId } from './ids.js';

/** An event, whose body may be one that this version does not know. */
export type ChainedEvent = Omit<SeatEvent, 'body'> & { body: unknown };

/**
 * The text of an event of which the SHA-256 is its hash: the whole event with its own `prev`, and without `hist`, which says how it
 * was sent and may be another when it is sent again.
 */
export function chainText({ at, body, clock, prev, seq, session }: ChainedEvent): string {
  return canonicalText({ at, body, clock, prev, seq, session });
}

/** The text of which the SHA-256 stands before the first event of a boot: a chain can't be passed off as another seat's. */
export function chainStartText(seat: SeatAddress, boot: BootId): string {
  return canonicalText({ boot, seat: seatPrincipal(seat) });
}
