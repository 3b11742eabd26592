import {
  type ClockAnswer,
  ClockQuestion,
  decode,
  maybeChannel,
  parseTopic,
  seatKey,
  seatTopic,
} from '@invigil/contract';
import type { SeatMessage } from '../ingest/entry.js';
import type { Clock } from '../lib/clock.js';
import type { RoomPlan } from '../lib/room-plan.js';
import type { SeatBroker } from './seat-broker.js';

/**
 * Answers a seat that asks for the hub's time, at once: what waits for the store must not be taken for the way. False: the message is
 * something else, or a question that can't be read.
 */
export function answerClock(
  { broker, clock, plan }: { broker: Pick<SeatBroker, 'publish'>; clock: Clock; plan: RoomPlan },
  { payload, retained, topic }: SeatMessage,
): boolean {
  // Nearly all that comes is something else, and is taken apart where it is kept.
  if (!maybeChannel(topic, 'clock')) return false;
  const receivedAt = clock.now();
  const parsed = parseTopic(topic);
  if (parsed?.type !== 'seat' || parsed.channel !== 'clock') return false;
  const seat = parsed.address.centre === plan.centre ? plan.seats.get(seatKey(parsed.address)) : undefined;
  const question = decode(ClockQuestion, payload);
  if (seat === undefined || !question.ok) return false;
  // One that waited at the broker is no question of now.
  if (retained) return true;
  const answer: ClockAnswer = { ...question.value, receivedAt, answeredAt: clock.now() };
  void broker.publish(seatTopic(seat, 'time'), JSON.stringify(answer), { retain: false, qos: 0 });
  return true;
}
