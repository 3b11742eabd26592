import type { LostReason } from '../lib/words.js';

/** How this page stands with the hub. All times on this machine's clock, in ms. */
export type Connection =
  | { status: 'connecting' }
  | { status: 'live'; receivedAt: number }
  /** `receivedAt`: when the hub was last heard; null where it never was. */
  | { status: 'lost'; since: number; reason: LostReason; receivedAt: number | null };

/** A connection that ended. The time since which there is none stays that of the first failure. */
export function lost(before: Connection, reason: LostReason, at: number): Connection {
  if (before.status === 'lost') return before;
  return {
    status: 'lost',
    since: at,
    reason,
    receivedAt: before.status === 'live' ? before.receivedAt : null,
  };
}

/** Age of what the page shows, in ms; null before the first frame. */
export function dataAge(connection: Connection, now: number): number | null {
  if (connection.status === 'connecting' || connection.receivedAt === null) return null;
  return Math.max(0, now - connection.receivedAt);
}
