import {
  Birth,
  ClockQuestion,
  EventBatch,
  Health,
  SeatPresence,
  decode,
  parseTopic,
  seatKey,
} from '@invigil/contract';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';

/** A message as a broker hands it on. */
export type SeatMessage = {
  topic: string;
  payload: Uint8Array;
  /** It waited at the broker: it says what was, not that the seat is there now. */
  retained: boolean;
};

/** What a seat told, understood. */
export type ToldEntry =
  | { type: 'presence'; seat: PlannedSeat; presence: SeatPresence }
  | { type: 'birth'; seat: PlannedSeat; birth: Birth }
  | { type: 'health'; seat: PlannedSeat; health: Health; retained: boolean }
  | { type: 'batch'; seat: PlannedSeat; batch: EventBatch };

/** A message that could not be understood. */
type DeadLetter = { type: 'dead-letter'; topic: string; reason: string; payload: Uint8Array };

/** One thing to keep: what a seat told, or what time brought. */
export type Entry =
  | ToldEntry
  | DeadLetter
  /** A seat was lost, and has been away for long enough to say so. */
  | { type: 'absence'; seat: PlannedSeat; heardAt: number }
  /** The room's part in a seat's risk fades. */
  | { type: 'fading'; seat: PlannedSeat };

/** Reads a message. Never throws: what can't be read is a dead letter. Undefined: nothing to keep. */
export function entryOf(plan: RoomPlan, message: SeatMessage): ToldEntry | DeadLetter | undefined {
  const { topic, payload } = message;
  const dead = (reason: string): DeadLetter => ({ type: 'dead-letter', topic, reason, payload });
  const parsed = parseTopic(topic);
  if (parsed === undefined) return dead('unknown topic');
  if (parsed.type === 'hub-state' || parsed.type === 'command') return undefined;
  const seat = parsed.address.centre === plan.centre ? plan.seats.get(seatKey(parsed.address)) : undefined;
  if (seat === undefined) return dead('unknown seat');
  if (parsed.type === 'response') return undefined;
  // So a topic that was retained is cleared.
  if (payload.length === 0 && parsed.channel !== 'evt') return undefined;
  switch (parsed.channel) {
    case 'state': {
      const read = decode(SeatPresence, payload);
      return read.ok ? { type: 'presence', seat, presence: read.value } : dead(reasonOf(read.error));
    }
    case 'birth': {
      const read = decode(Birth, payload);
      return read.ok ? { type: 'birth', seat, birth: read.value } : dead(reasonOf(read.error));
    }
    case 'health': {
      const read = decode(Health, payload);
      return read.ok
        ? { type: 'health', seat, health: read.value, retained: message.retained }
        : dead(reasonOf(read.error));
    }
    case 'evt': {
      const read = decode(EventBatch, payload);
      return read.ok ? { type: 'batch', seat, batch: read.value } : dead(reasonOf(read.error));
    }
    case 'clock': {
      // It is answered before it comes here, where it can be read.
      const read = decode(ClockQuestion, payload);
      return read.ok ? undefined : dead(reasonOf(read.error));
    }
    case 'ack':
    case 'time':
    case 'policy':
      return undefined;
  }
}

/** A retained message is old, but a broker that holds `online` without the will after it holds the connection too. */
export function showsLife(entry: ToldEntry, message: SeatMessage): boolean {
  return entry.type === 'presence' ? entry.presence.state === 'online' : !message.retained;
}

/** The boot that told it. */
export function bootOf(entry: ToldEntry): string {
  switch (entry.type) {
    case 'presence':
      return entry.presence.boot;
    case 'birth':
      return entry.birth.boot;
    case 'health':
      return entry.health.boot;
    case 'batch':
      return entry.batch.boot;
  }
}

function reasonOf(error: { code: string; message: string }): string {
  return `${error.code}: ${error.message}`;
}
