import { SEAT_CHANNELS, type SeatChannel } from '@invigil/contract';
import * as fc from 'fast-check';
import { validMessages } from '../messages.js';
import { asBytes, mutated } from '../mutate.js';

/** A seat's message on one of its channels, valid or with changes in it. */
export type SeatWords = { channel: SeatChannel; payload: Buffer };

const KINDS = {
  state: 'mqtt-state',
  birth: 'mqtt-birth',
  health: 'mqtt-health',
  evt: 'mqtt-evt',
  clock: 'mqtt-clock',
} as const satisfies Record<SeatChannel, string>;

/** What a seat says, on the channel that it belongs to. */
export const seatWords: fc.Arbitrary<SeatWords> = fc.oneof(
  ...SEAT_CHANNELS.map((channel) => ({
    weight: channel === 'evt' ? 4 : 1,
    arbitrary: asBytes(mutated(validMessages(KINDS[channel]))).map((payload) => ({ channel, payload })),
  })),
);
