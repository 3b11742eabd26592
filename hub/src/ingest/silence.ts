import type { Signal } from '@invigil/contract';

/** What is known of a seat's last sign of life; times on the hub's clock. */
type Alive = { state: string; heardAt: number | null };

/**
 * Whether a seat that counts as online has said nothing for too long. A hub that has just started gives every seat
 * the whole time again.
 */
export function isSilent(seat: Alive, now: number, hubSince: number, lostAfterMs: number): boolean {
  return seat.state === 'online' && now - Math.max(seat.heardAt ?? 0, hubSince) > lostAfterMs;
}

/** What is known of a seat that may be away in a session, on the hub's clock. */
type Away = Alive & { stateSince: number | null; session: string | null; open: ReadonlyMap<string, Signal> };

/** Whether a seat was lost in a session, for long enough to say that nobody watches, and it was not said yet. */
export function isAbsent(seat: Away, now: number, onsetMs: number): boolean {
  if (seat.state !== 'lost' || seat.session === null) return false;
  if ([...seat.open.values()].some(({ kind }) => kind === 'agent-stopped')) return false;
  return now - (seat.heardAt ?? seat.stateSince ?? now) >= onsetMs;
}
