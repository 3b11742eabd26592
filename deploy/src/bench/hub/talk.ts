import { Ack, seatTopic } from '@invigil/contract';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Talker } from './hub-plan.js';
import { SeatStory } from './seat-story.js';

/** How a seat knows that a message is done: the hub says that it is committed, or the broker that it has it. */
export type Done = 'acknowledged' | 'published';

/** A seat that tells its story over MQTT. */
export class Seat {
  readonly #client: MqttClient;
  readonly #story: SeatStory;
  readonly #topic: string;
  readonly #waiting: { last: number; done: () => void }[] = [];

  private constructor(client: MqttClient, talker: Talker, story: SeatStory) {
    this.#client = client;
    this.#story = story;
    this.#topic = seatTopic(talker.address, 'evt');
    client.on('message', (_topic, payload) => {
      this.#acknowledged(Ack.parse(JSON.parse(payload.toString())).committedTo);
    });
  }

  static async connect(url: string, talker: Talker, number: number): Promise<Seat> {
    const { address, principal, token } = talker;
    const client = await connectAsync(url, {
      clientId: principal,
      username: principal,
      password: token,
      protocolVersion: 4,
      reconnectPeriod: 0,
    });
    const boot = number.toString(16).padStart(16, '0');
    const seat = new Seat(client, talker, new SeatStory(boot, { from: Date.now(), number, place: address }));
    await client.subscribeAsync(seatTopic(address, 'ack'), { qos: 1 });
    const presence = { state: 'online', boot, at: Date.now() };
    await client.publishAsync(seatTopic(address, 'state'), JSON.stringify(presence), {
      qos: 1,
      retain: true,
    });
    return seat;
  }

  /** How many events were told. */
  get told(): number {
    return this.#story.told;
  }

  /** Tells so many events in one message, and waits until they are done. */
  async tell(events: number, until: Done): Promise<void> {
    const payload = JSON.stringify(this.#story.next(events));
    const committed =
      until === 'published'
        ? undefined
        : new Promise<void>((done) => {
            this.#waiting.push({ last: this.#story.told, done });
          });
    await this.#client.publishAsync(this.#topic, payload, { qos: 1 });
    await committed;
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
  }

  #acknowledged(committedTo: number): void {
    while (this.#waiting[0] !== undefined && this.#waiting[0].last <= committedTo)
      this.#waiting.shift()?.done();
  }
}
