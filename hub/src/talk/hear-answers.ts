import { CommandResponse, decode, parseTopic, seatKey } from '@invigil/contract';
import type { SeatMessage } from '../ingest/entry.js';
import type { Log } from '../lib/log.js';
import type { RoomPlan } from '../lib/room-plan.js';

type AnswersDeps = {
  plan: RoomPlan;
  talk: { answered(key: string, response: CommandResponse): Promise<void> };
  log: Log;
};

/** Hears what a seat answers to a message for its candidate. False: it is something else, or can't be read. */
export function hearAnswer(
  { log, plan, talk }: AnswersDeps,
  { payload, retained, topic }: SeatMessage,
): boolean {
  // Nearly all that comes is something else.
  if (!topic.endsWith('/res/message')) return false;
  const parsed = parseTopic(topic);
  if (parsed?.type !== 'response' || parsed.address.centre !== plan.centre) return false;
  const key = seatKey(parsed.address);
  const read = decode(CommandResponse, payload);
  if (!plan.seats.has(key) || !read.ok || retained) return false;
  talk
    .answered(key, read.value)
    .catch((err: unknown) => log.error({ err, seat: key }, 'answer to a message not kept'));
  return true;
}
