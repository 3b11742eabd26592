import { chainStartText, chainText, type SeatAddress, type SeatEvent } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';

/** Hash of an event, which the next one of its boot carries. */
export function hashOf(event: SeatEvent): string {
  return sha256Hex(chainText(event));
}

/** What the first event of a boot carries in place of a hash of an event. */
export function hashOfStart(seat: SeatAddress, boot: string): string {
  return sha256Hex(chainStartText(seat, boot));
}
