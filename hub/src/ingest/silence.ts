/** What is known of a seat's last sign of life; times on the hub's clock. */
type Alive = { state: string; heardAt: number | null };

/**
 * Whether a seat that counts as online has said nothing for too long. A hub that has just started gives every seat
 * the whole time again.
 */
export function isSilent(seat: Alive, now: number, hubSince: number, lostAfterMs: number): boolean {
  return seat.state === 'online' && now - Math.max(seat.heardAt ?? 0, hubSince) > lostAfterMs;
}
