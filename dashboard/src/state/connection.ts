import type { LostReason } from '../lib/words.js';

/** How this page stands with the hub. All times on this machine's clock, in ms. */
export type Connection =
  | { status: 'connecting' }
  | { status: 'live'; receivedAt: number }
  /** `receivedAt`: when the hub was last heard; null where it never was. */
  | { status: 'lost'; since: number; reason: LostReason; receivedAt: number | null };

/**
 * A connection that ended. There is none since the hub was heard last: a machine that slept for an hour learns of it only when it wakes. That
 * time stays over further failures.
 */
export function lost(before: Connection, reason: LostReason, at: number): Connection {
  if (before.status === 'lost') return before;
  return {
    status: 'lost',
    since: before.status === 'live' ? Math.min(at, before.receivedAt) : at,
    reason,
    receivedAt: before.status === 'live' ? before.receivedAt : null,
  };
}

/** Age of what the page shows, in ms; null before the first frame. */
export function dataAge(connection: Connection, now: number): number | null {
  if (connection.status === 'connecting' || connection.receivedAt === null) return null;
  return Math.max(0, now - connection.receivedAt);
}
