import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import {
  decode,
  EventBatch,
  hubStateTopic,
  seatTopic,
  type Ack,
  type SeatAddress,
  type SeatEvent,
} from '@invigil/contract';
import { Aedes } from 'aedes';

export const TEST_SEAT: SeatAddress = { centre: 'north', room: 'a', seat: 's1' };
export const TEST_TOKEN = 'a-token-of-the-test-seat';

type Heard = { topic: string; text: string; retain: boolean };
type TestHubOptions = {
  port?: number;
  token?: string;
  /** A topic to which nobody may subscribe. */
  refuse?: string;
};

/** A real broker on a free port with a small hub behind it: stores events once, acknowledges them, hears everything. */
export class TestHub {
  readonly heard: Heard[] = [];
  readonly events: (SeatEvent & { boot: string })[] = [];
  readonly batches: EventBatch[] = [];
  readonly #broker: Aedes;
  readonly #sockets = new Set<Socket>();
  readonly #server;
  /** Connections that seats tried. */
  attempts = 0;
  /** Whether an event is stored, where it is new. */
  accept: (event: SeatEvent) => boolean = () => true;
  /** What to answer a batch with; undefined: nothing. */
  ack: ((batch: EventBatch) => Ack) | undefined = (batch) => this.fullAck(batch.boot);

  private constructor(broker: Aedes, options: TestHubOptions) {
    this.#broker = broker;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      broker.handle(socket);
    });
    broker.authenticate = (_client, username, password, done) => {
      this.attempts += 1;
      const token = options.token ?? TEST_TOKEN;
      done(null, username === 'north/a/s1' && password?.toString() === token);
    };
    broker.authorizeSubscribe = (_client, subscription, done) =>
      done(null, subscription.topic === options.refuse ? null : subscription);
    broker.on('publish', (packet, client) => {
      const text = packet.payload.toString();
      if (client !== null || packet.topic.endsWith('/state')) {
        this.heard.push({ topic: packet.topic, text, retain: packet.retain });
      }
      if (client !== null && packet.topic === seatTopic(TEST_SEAT, 'evt')) this.#ingest(text);
    });
  }

  static async start(options: TestHubOptions = {}): Promise<TestHub> {
    const hub = new TestHub(await Aedes.createBroker(), options);
    hub.#server.listen(options.port ?? 0, '127.0.0.1');
    await once(hub.#server, 'listening');
    return hub;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  seqs(boot: string): number[] {
    return this.events.filter((event) => event.boot === boot).map((event) => event.seq);
  }

  /** Everything stored of a boot, with what is missing in between. */
  fullAck(boot: string): Ack {
    const stored = new Set(this.seqs(boot));
    const committedTo = Math.max(0, ...stored);
    const missing: [number, number][] = [];
    for (let seq = 1; seq < committedTo; seq++) if (!stored.has(seq)) missing.push([seq, seq]);
    return { boot, committedTo, missing };
  }

  say(topic: string, message: unknown, retain = false): Promise<void> {
    const payload = typeof message === 'string' ? message : JSON.stringify(message);
    return new Promise((resolve, reject) => {
      this.#broker.publish({ cmd: 'publish', dup: false, topic, payload, qos: 1, retain }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  }

  online(online = true): Promise<void> {
    return this.say(hubStateTopic(TEST_SEAT), { online, at: 1 }, true);
  }

  /** Cuts all connections. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Cuts all connections and is gone, as a killed process is. */
  async kill(): Promise<void> {
    this.cut();
    this.#server.close();
    await new Promise<void>((resolve) => {
      this.#broker.close(resolve);
    });
  }

  #ingest(text: string): void {
    const batch = decode(EventBatch, text);
    if (!batch.ok) throw new Error(`the seat sent a wrong batch: ${batch.error.message}`);
    const { boot, events } = batch.value;
    this.batches.push(batch.value);
    for (const event of events) {
      if (!this.seqs(boot).includes(event.seq) && this.accept(event)) this.events.push({ ...event, boot });
    }
    const ack = this.ack?.(batch.value);
    if (ack !== undefined) void this.say(seatTopic(TEST_SEAT, 'ack'), ack);
  }
}

/** Waits until something holds; fails after `ms`. */
export async function until(what: string, holds: () => boolean, ms = 5000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms in vain until ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
