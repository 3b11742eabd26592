import * as fc from 'fast-check';
import { seatTopic } from '@invigil/contract';
import { ACCEPTED, type Boundary, type Outcome, type Target, target } from '../boundary.js';
import { type FuzzHub, SEATS, openFuzzHub, tokenOf } from '../fuzz-hub.js';
import { PINGREQ, connectPacket, packet, packetsIn, publishPacket, subscribePacket } from '../mqtt-bytes.js';
import { damaged } from '../mutate.js';
import { talkBytes } from '../talk-bytes.js';
import { mostly, wildBytes, wildText } from '../wild.js';
import { type SeatWords, seatWords } from './seat-words.js';
import { topicTexts } from './topics.js';

const [PUBACK, SUBACK, PINGRESP, CONNACK] = [4, 9, 13, 2];
/** So long nothing comes before a broker is taken to wait for the rest of a packet, ms. */
const QUIET_MS = 150;

type Act =
  | {
      do: 'publish';
      words: SeatWords;
      elsewhere: string | null;
      qos: number;
      retain: boolean;
    }
  | { do: 'subscribe'; filters: string[]; qos: number }
  | { do: 'say'; first: number; rest: Uint8Array };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('publish'),
      words: seatWords,
      elsewhere: mostly(fc.constant(null), topicTexts),
      qos: mostly(fc.constantFrom(0, 1), fc.constantFrom(2, 3)),
      retain: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('subscribe'),
      filters: fc.array(topicTexts, { maxLength: 3 }),
      qos: fc.constantFrom(0, 1, 2, 3, 255),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('say'), first: fc.nat({ max: 255 }), rest: wildBytes }),
  },
);
const connects = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      clientId: wildText,
      username: wildText,
      password: wildText,
      keepalive: fc.nat({ max: 65_535 }),
      will: fc.option(fc.record({ topic: topicTexts, payload: wildBytes }), { nil: undefined }),
    }),
  },
);
const conversations = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ connect: connects, acts: fc.array(acts, { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: damaged(fc.constant(connectPacket(seatConnect('s0')))).map((raw) => ({ raw })) },
);

/** Whole conversations and broken ones with the hub's broker, each on a connection of its own. */
export const mqttWire: Boundary = { name: 'MQTT connections', weight: 2, open: openWire };

async function openWire(folder: string): Promise<Target> {
  const fuzzed = await openFuzzHub(folder);
  const free = Array.from({ length: SEATS }, (_, i) => `s${i}`);
  return target(
    conversations,
    async (input) => {
      const seat = free.pop() ?? 's0';
      try {
        return 'raw' in input
          ? await talk(fuzzed, [input.raw])
          : await talk(fuzzed, [
              connectPacket(input.connect ?? seatConnect(seat)),
              ...input.acts.map((act) => bytesOf(act, seat)),
              PINGREQ,
            ]);
      } finally {
        free.push(seat);
      }
    },
    { parallel: SEATS / 2, settle: async () => fuzzed.log.check(), close: () => fuzzed.hub.stop() },
  );
}

/** A packet that is refused ends the connection: MQTT 3.1.1 has no other word for it; the hub's log says why. */
async function talk({ mqtt }: FuzzHub, bytes: readonly Uint8Array[]): Promise<Outcome> {
  const heard = await talkBytes(mqtt, bytes, {
    isEnough: (said) => packetsIn(said).some(({ first }) => first >> 4 === PINGRESP),
    quietMs: QUIET_MS,
  });
  const answers = packetsIn(heard.said);
  const connack = answers.find(({ first }) => first >> 4 === CONNACK);
  if (connack !== undefined && connack.rest[1] !== 0) return `connack-${connack.rest[1]}`;
  if (answers.some(({ first, rest }) => first >> 4 === SUBACK && rest.subarray(2).includes(0x80)))
    return 'suback-128';
  if (heard.ended) return connack === undefined ? 'cut-before-connack' : 'cut';
  if (answers.some(({ first }) => first >> 4 === PINGRESP || first >> 4 === PUBACK)) return ACCEPTED;
  return 'waits-for-the-rest';
}

function seatConnect(seat: string) {
  const principal = `fuzz/r1/${seat}`;
  return { clientId: principal, username: principal, password: tokenOf(seat), keepalive: 60 };
}

function bytesOf(act: Act, seat: string): Buffer {
  switch (act.do) {
    case 'publish': {
      const topic = act.elsewhere ?? seatTopic({ centre: 'fuzz', room: 'r1', seat }, act.words.channel);
      return publishPacket({ topic, payload: act.words.payload, qos: act.qos, retain: act.retain });
    }
    case 'subscribe':
      return subscribePacket(act.filters, act.qos);
    case 'say':
      return packet(act.first, act.rest);
  }
}
