import { type ChainedEvent, type SeatAddress, chainStartText, chainText } from '@invigil/contract';
import { sha256Hex } from './sha256.js';

/** Hash of an event, which the next one of its boot carries. */
export function hashOf(event: ChainedEvent): string {
  return sha256Hex(chainText(event));
}

/** What the first event of a boot carries in place of a hash of an event. */
export function hashOfStart({ centre, room, seat }: SeatAddress, boot: string): string {
  return sha256Hex(chainStartText({ centre, room, seat }, boot));
}
