import {
  type ChainHead,
  chainStartText,
  chainText,
  type ClockOffset,
  describeIssues,
  type EventBody,
  type SeatAddress,
  SeatEvent,
} from '@invigil/contract';
import { DeviceError } from '../lib/errors.js';
import { sha256Hex } from '../lib/sha256.js';
import type { NewEvent } from './outbox-store.js';

/** Hash of an event, which the next one of its boot carries. */
function hashOf(event: SeatEvent): string {
  return sha256Hex(chainText(event));
}

/** What the first event of a boot carries in place of a hash of an event. */
export function hashOfStart(seat: SeatAddress, boot: string): string {
  return sha256Hex(chainStartText(seat, boot));
}

/** Where events stand: whose they are, when they happened (epoch ms), and after which event. */
type Place = {
  boot: string;
  session: string | null;
  at: number;
  clock: ClockOffset | undefined;
  after: ChainHead;
};

/** Makes events of what they say, each with the hash of the one before it. @throws DeviceError `event-invalid` */
export function chained(
  bodies: readonly EventBody[],
  { after, at, boot, clock, session }: Place,
): NewEvent[] {
  let { hash, seq } = after;
  return bodies.map((body) => {
    seq += 1;
    const checked = SeatEvent.safeParse({ seq, prev: hash, session, at, ...(clock && { clock }), body });
    // One bad event would make the hub refuse each batch that it is in.
    if (!checked.success)
      throw new DeviceError('event-invalid', `event refused: ${describeIssues(checked.error)}`);
    hash = hashOf(checked.data);
    return { boot, seq, at, json: JSON.stringify(checked.data), hash };
  });
}
