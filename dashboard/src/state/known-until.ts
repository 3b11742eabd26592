import type { LiveState } from './live-state.js';

/**
 * Up to when this page knows how the room is, on the hub's clock, epoch ms; null: up to now. It stands still while the hub is not heard, and while the
 * hub's database is away: the hub shows what is stored.
 */
export function knownUntil({
  connection,
  hubAheadMs,
  storeAwaySince,
}: Pick<LiveState, 'connection' | 'hubAheadMs' | 'storeAwaySince'>): number | null {
  if (connection.status !== 'lost') return storeAwaySince;
  const heard = (connection.receivedAt ?? connection.since) + hubAheadMs;
  return storeAwaySince === null ? heard : Math.min(heard, storeAwaySince);
}
