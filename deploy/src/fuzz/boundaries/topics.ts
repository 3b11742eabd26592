import {
  COMMAND_VERBS,
  HUB_CHANNELS,
  SEAT_CHANNELS,
  parseTopic,
  seatMayPublish,
  seatMaySubscribe,
  seatSubscriptions,
  timeSubscription,
} from '@invigil/contract';
import * as fc from 'fast-check';
import { ACCEPTED, type Boundary, target } from '../boundary.js';
import { wildText } from '../wild.js';

const SEAT = { centre: 'fuzz', room: 'r1', seat: 's0' };
const level = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('exam', '1', 'fuzz', 'r1', 's0', 's1', 'hub', 'cmd', 'res') },
  { weight: 4, arbitrary: fc.constantFrom(...SEAT_CHANNELS, ...HUB_CHANNELS, ...COMMAND_VERBS) },
  { weight: 2, arbitrary: fc.constantFrom('+', '#', '', '$SYS', 'EXAM', '１', 's0 ', 'r1\0') },
  { weight: 1, arbitrary: wildText },
);
const usual = fc
  .tuple(
    fc.constantFrom('s0', 's1', 'hub'),
    fc.constantFrom(...SEAT_CHANNELS, ...HUB_CHANNELS, 'cmd', 'res'),
    level,
  )
  .map(([seat, channel, verb]) =>
    channel === 'cmd' || channel === 'res'
      ? `exam/1/fuzz/r1/${seat}/${channel}/${verb}`
      : `exam/1/fuzz/r1/${seat}/${channel}`,
  );

/** Topics and filters: real ones, real levels in a wrong order, and what never was one. */
export const topicTexts = fc.oneof(
  { weight: 3, arbitrary: usual },
  { weight: 3, arbitrary: fc.array(level, { maxLength: 9 }).map((levels) => levels.join('/')) },
  { weight: 1, arbitrary: wildText },
);

/** Topics and filters alone, and the rule of what a seat may: what it may not write must never pass. */
export const topics: Boundary = {
  name: 'MQTT topics and filters',
  weight: 22,
  open: () =>
    target(topicTexts, (text) => {
      const parsed = parseTopic(text);
      const own = text.startsWith('exam/1/fuzz/r1/s0/');
      if (seatMayPublish(SEAT, text) && (!own || parsed === undefined))
        throw new Error('may publish elsewhere');
      if (
        seatMaySubscribe(SEAT, text) &&
        ![...seatSubscriptions(SEAT), timeSubscription(SEAT)].includes(text)
      )
        throw new Error('may subscribe to more than its own');
      return parsed === undefined ? 'unknown-topic' : ACCEPTED;
    }),
};
