import { commandTopic, hubStateTopic, seatTopic } from '@invigil/contract';
import { readInbox } from '@invigil/device';
import * as fc from 'fast-check';
import { type Boundary, target } from '../boundary.js';
import { type MessageName, validMessages } from '../messages.js';
import { asBytes, mutated } from '../mutate.js';
import { mostly } from '../wild.js';
import { outcomeOf } from './read-outcome.js';
import { topicTexts } from './topics.js';

const SEAT = { centre: 'fuzz', room: 'r1', seat: 's0' };
const KINDS: readonly (readonly [string, MessageName])[] = [
  [seatTopic(SEAT, 'ack'), 'mqtt-ack'],
  [seatTopic(SEAT, 'policy'), 'mqtt-policy'],
  [hubStateTopic(SEAT), 'mqtt-hub-state'],
  [commandTopic(SEAT, 'preview'), 'mqtt-cmd-preview'],
  [commandTopic(SEAT, 'track'), 'mqtt-cmd-track'],
  [commandTopic(SEAT, 'challenge'), 'mqtt-cmd-challenge'],
  [commandTopic(SEAT, 'message'), 'mqtt-cmd-message'],
];
const messages = fc
  .oneof(
    ...KINDS.map(([topic, name]) =>
      asBytes(mutated(validMessages(name))).map((payload) => ({ topic, payload })),
    ),
  )
  .chain((message) =>
    mostly(fc.constant(null), topicTexts).map((topic) => ({ ...message, topic: topic ?? message.topic })),
  );

/** What a seat hears from whoever has the broker. */
export const inbox: Boundary = {
  name: 'inbox of the seat',
  weight: 15,
  open: () => target(messages, ({ payload, topic }) => outcomeOf(readInbox(topic, payload))),
};
