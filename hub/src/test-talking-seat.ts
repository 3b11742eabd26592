import { type SeatChannel, seatTopic } from '@invigil/contract';
import { connectAsync } from 'mqtt';
import { TOKEN } from './lib/testing.js';

/** For tests only: a seat that says over MQTT what it is given to say, as one object a message. */
export type TalkingSeat = {
  say(channel: SeatChannel, message: object | string): Promise<void>;
  /** What the hub told it, by topic. */
  heard: ReadonlyMap<string, readonly string[]>;
  end(): Promise<void>;
};

/** A seat of the small centre of the tests, connected. */
export async function talkingSeat(mqttUrl: string, seat = 'a1', token = TOKEN): Promise<TalkingSeat> {
  const place = { centre: 'north', room: 'r2', seat };
  const name = `north/r2/${seat}`;
  const client = await connectAsync(mqttUrl, {
    clientId: name,
    username: name,
    password: token,
    protocolVersion: 4,
  });
  const heard = new Map<string, string[]>();
  client.on('message', (topic, payload) => {
    heard.set(topic, [...(heard.get(topic) ?? []), payload.toString()]);
  });
  await client.subscribeAsync(seatTopic(place, 'ack'), { qos: 1 });
  return {
    say: async (channel, message) => {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      await client.publishAsync(seatTopic(place, channel), text, { qos: 1, retain: channel === 'state' });
    },
    heard,
    end: async () => client.endAsync(true),
  };
}
