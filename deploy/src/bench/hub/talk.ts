import { setTimeout as sleep } from 'node:timers/promises';
import { Ack, seatTopic } from '@invigil/contract';
import { connectAsync, type MqttClient } from 'mqtt';
import { WELL } from '../../room/well.js';
import type { Talker } from './hub-plan.js';
import { SeatStory } from './seat-story.js';
import type { StoryPace } from './story-bodies.js';

/** How long an acknowledgement is waited for, ms. */
const AGAIN_MS = 10_000;

/** How a seat knows that a message is done: the hub says that it is committed, or the broker that it has it. */
export type Done = 'acknowledged' | 'published';

/** A message that is written, and the last of its events. */
type Message = { last: number; payload: string };

/** A seat that tells its story over MQTT. */
export class Seat {
  readonly #client: MqttClient;
  readonly #story: SeatStory;
  readonly #topic: string;
  readonly #healthTopic: string;
  readonly #boot: string;
  readonly #waiting: { last: number; done: () => void }[] = [];
  readonly #prepared: Message[] = [];
  #again = 0;

  private constructor(client: MqttClient, { address }: Talker, boot: string, story: SeatStory) {
    this.#client = client;
    this.#story = story;
    this.#boot = boot;
    this.#topic = seatTopic(address, 'evt');
    this.#healthTopic = seatTopic(address, 'health');
    client.on('message', (_topic, payload) => {
      this.#acknowledged(Ack.parse(JSON.parse(payload.toString())).committedTo);
    });
  }

  /** @param number tells its boots apart, and when it tells of signals @param story when it begins, epoch ms, and the session that it is of */
  static async connect(
    url: string,
    talker: Talker,
    number: number,
    story: { from?: number; session?: string; pace?: StoryPace } = {},
  ): Promise<Seat> {
    const { address, principal, token } = talker;
    const client = await connectAsync(url, {
      clientId: principal,
      username: principal,
      password: token,
      protocolVersion: 4,
      reconnectPeriod: 0,
    });
    const boot = number.toString(16).padStart(16, '0');
    const seat = new Seat(
      client,
      talker,
      boot,
      new SeatStory(boot, { from: Date.now(), number, place: address, ...story }),
    );
    await client.subscribeAsync(seatTopic(address, 'ack'), { qos: 1 });
    const presence = { state: 'online', boot, at: Date.now() };
    await client.publishAsync(seatTopic(address, 'state'), JSON.stringify(presence), {
      qos: 1,
      retain: true,
    });
    return seat;
  }

  /** Writes messages of so many events beforehand, so that hashing and writing them takes no time from what is measured. */
  prepare(messages: number, events: number): void {
    for (let i = 0; i < messages; i++) this.#prepared.push(this.#message(events));
  }

  /** Tells so many events in one message, prepared ones first, and waits until they are done. */
  async tell(events: number, until: Done): Promise<void> {
    const { last, payload } = this.#prepared.shift() ?? this.#message(events);
    if (until === 'published') {
      await this.#publish(payload);
      return;
    }
    const committed = new Promise<'committed'>((done) => {
      this.#waiting.push({ last, done: () => done('committed') });
    });
    for (;;) {
      await this.#publish(payload);
      // Where nobody answers it is sent again, as by any seat: a hub may not have listened yet.
      const patience = new AbortController();
      const late = sleep(AGAIN_MS, 'late', { signal: patience.signal }).catch(() => 'stopped');
      const answer = await Promise.race([committed, late]);
      patience.abort();
      if (answer === 'committed') return;
      this.#again += 1;
    }
  }

  /** Messages that it sent again, because nobody acknowledged them. */
  get again(): number {
    return this.#again;
  }

  async #publish(payload: string): Promise<void> {
    await this.#client.publishAsync(this.#topic, payload, { qos: 1 });
  }

  /** Events that it told or has prepared. */
  get told(): number {
    return this.#story.told;
  }

  /** Says how it fares: well. */
  async fare(): Promise<void> {
    const health = { ...WELL, boot: this.#boot, at: Date.now() };
    await this.#client.publishAsync(this.#healthTopic, JSON.stringify(health), { qos: 0, retain: true });
  }

  #message(events: number): Message {
    const payload = JSON.stringify(this.#story.next(events));
    return { last: this.#story.told, payload };
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
  }

  #acknowledged(committedTo: number): void {
    while (this.#waiting[0] !== undefined && this.#waiting[0].last <= committedTo)
      this.#waiting.shift()?.done();
  }
}
