import { Socket } from 'node:net';
import { HUB_TLS_NAME } from '@invigil/contract';
import { connect, type IClientOptions, type IClientPublishOptions, type MqttClient } from 'mqtt';
import type { SeatIdentity } from '../lib/seat-identity.js';

const CONNECT_TIMEOUT_MS = 5000;
/** The broker calls a silent seat lost after one and a half of it: 12 s. */
const KEEPALIVE_S = 8;
/** MQTT 3.1.1, 3.2.2.3: bad user name or password, not authorized. */
const REFUSED_CODES = [4, 5];

/** At least once, and kept by the broker for whoever subscribes later. */
export const RETAINED = { qos: 1, retain: true } as const;

export type ConnectionOptions = {
  url: string;
  /** Name of the seat: its client id and its user name. */
  principal: string;
  /** Undefined where the seat shows a certificate. */
  token?: string | undefined;
  identity?: SeatIdentity | undefined;
  /** What the broker tells for the seat when the connection breaks; none where nothing shall be told. */
  will?: { topic: string; payload: string };
  onMessage: (topic: string, payload: Uint8Array) => void;
};

/** Why a connection did not come about or ended. */
export type ConnectionFault = { refused: boolean; cause: Error | undefined };

/** One connection to a broker. It keeps nothing and never reconnects: the outbox and the link do. */
export class MqttConnection {
  readonly #client: MqttClient;
  readonly #opened: Promise<true>;
  #cause: Error | undefined;
  /** Resolves when the connection is closed or `signal` aborts. */
  readonly ended: Promise<void>;

  /** @throws Error where the address is none */
  constructor({ identity, onMessage, principal, token, url, will }: ConnectionOptions, signal: AbortSignal) {
    const settings: IClientOptions = {
      clientId: principal,
      ...(token !== undefined && { username: principal, password: token }),
      ...(identity && { ...identity, servername: HUB_TLS_NAME }),
      protocolVersion: 4,
      clean: true,
      keepalive: KEEPALIVE_S,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      ...(will && { will: { ...will, payload: Buffer.from(will.payload), ...RETAINED } }),
    };
    this.#client = connect(url, settings);
    // Small messages both ways: without this, Nagle's algorithm holds an event back for up to 40 ms.
    if (this.#client.stream instanceof Socket) this.#client.stream.setNoDelay(true);
    this.ended = endOf(this.#client, signal);
    this.#opened = new Promise((resolve) => {
      this.#client.once('connect', () => resolve(true));
    });
    this.#client.on('message', onMessage);
    this.#client.on('error', (err) => {
      this.#cause ??= err;
    });
  }

  get connected(): boolean {
    return this.#client.connected;
  }

  /** What went wrong, as far as is known. */
  get fault(): ConnectionFault {
    return { refused: isRefusal(this.#cause), cause: this.#cause };
  }

  /** True once the broker has accepted the seat, false where the connection ended before. */
  async open(): Promise<boolean> {
    return (await Promise.race([this.#opened, this.ended])) === true;
  }

  /** Rejects where the broker refuses a topic. */
  async subscribe(topics: string[], qos: 0 | 1 = 1): Promise<void> {
    await this.#client.subscribeAsync(topics, { qos });
  }

  /** Resolves when the broker has it (QoS 1). */
  async publish(topic: string, payload: string, options: IClientPublishOptions): Promise<void> {
    await this.#client.publishAsync(topic, payload, options);
  }

  /** Hands a message over without waiting; a failure is the end of the connection, which shows in `ended`. */
  send(topic: string, payload: string, options: IClientPublishOptions): void {
    this.#client.publish(topic, payload, options, () => {});
  }

  /** Leaves as MQTT wants it, so that the broker does not tell the will. */
  async leave(): Promise<void> {
    await this.#client.endAsync();
  }

  /** Cuts the connection, whatever its state. */
  destroy(): void {
    this.#client.end(true);
    this.#client.stream.destroy();
  }
}

function endOf(client: MqttClient, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      signal.removeEventListener('abort', end);
      resolve();
    };
    client.once('close', end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}

function isRefusal(err: Error | undefined): boolean {
  return err !== undefined && 'code' in err && REFUSED_CODES.some((code) => code === err.code);
}
