import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hubStateTopic, hubSubscriptions } from '@invigil/contract';
import { type MqttClient, connect } from 'mqtt';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { BrokerDeps, BrokerHandlers, MqttConfig, PublishOptions, SeatBroker } from './seat-broker.js';

/** How long the broker's answer is waited for, ms. */
const PATIENCE_MS = 2000;

/**
 * Another broker, such as mosquitto. A connection has one last will and each room has its own `hub/state`, so there is
 * a connection for each room; the first one carries the messages of all.
 */
export class ExternalBroker implements SeatBroker {
  readonly #deps: BrokerDeps;
  readonly #url: string;
  readonly #config: MqttConfig;
  #clients: MqttClient[] = [];
  #subscribed = false;

  constructor(deps: BrokerDeps, url: string, config: MqttConfig) {
    this.#deps = deps;
    this.#url = url;
    this.#config = config;
  }

  async start(handlers: BrokerHandlers): Promise<void> {
    const { plan } = this.#deps;
    const password = passwordOf(this.#config);
    const rooms = plan.rooms.length === 0 ? [undefined] : plan.rooms;
    this.#clients = rooms.map((room) => this.#connect(room?.room, password));
    const [main, ...others] = this.#clients;
    main?.on('message', (topic, payload, packet) => {
      handlers.onMessage({ topic, payload, retained: packet.retain });
    });
    main?.on('connect', () => {
      void this.#subscribe(main, handlers);
    });
    for (const other of others) {
      other.on('connect', () => {
        // Its will may have said that the hub is gone.
        if (this.#subscribed) handlers.onReady();
      });
    }
  }

  async publish(topic: string, payload: string, { qos = 1, retain }: PublishOptions): Promise<void> {
    const main = this.#clients[0];
    if (main?.connected !== true) return;
    try {
      await withinPatience(main.publishAsync(topic, payload, { qos, retain }));
    } catch (cause) {
      this.#deps.log.warn({ topic, reason: messageOf(cause) }, 'message not published');
    }
  }

  url(): undefined {
    return undefined;
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#clients.map(async (client) => {
        await withinPatience(client.endAsync(!client.connected));
        await client.endAsync(true);
      }),
    );
  }

  #connect(room: string | undefined, password: string | undefined): MqttClient {
    const { plan, log } = this.#deps;
    const { centre } = plan;
    const client = connect(this.#url, {
      clientId: `invigil-hub-${centre}-${room ?? 'no-room'}`,
      protocolVersion: 4,
      clean: true,
      keepalive: 10,
      reconnectPeriod: 1000,
      reconnectOnConnackError: true,
      queueQoSZero: false,
      ...(this.#config.username === undefined ? {} : { username: this.#config.username }),
      ...(password === undefined ? {} : { password }),
      ...(room === undefined ? {} : { will: willOf({ centre, room }) }),
    });
    let said = '';
    client.on('error', (error) => {
      // It is tried again each second: the same reason is said once.
      if (error.message !== said) log.warn({ url: this.#url, reason: error.message }, 'broker not reached');
      said = error.message;
    });
    client.on('connect', () => {
      said = '';
      log.info({ url: this.#url, room }, 'broker connected');
    });
    return client;
  }

  async #subscribe(main: MqttClient, handlers: BrokerHandlers): Promise<void> {
    const { plan, log } = this.#deps;
    try {
      const granted = await main.subscribeAsync(hubSubscriptions(plan.centre), { qos: 1 });
      const refused = granted.filter((one) => one.qos > 2).map((one) => one.topic);
      if (refused.length > 0) log.error({ refused }, 'broker refuses what the hub must hear');
      this.#subscribed = true;
      handlers.onReady();
    } catch (cause) {
      log.warn({ reason: messageOf(cause) }, 'broker takes no subscription');
    }
  }
}

/** A broker that has fallen silent must not hold up the end of the hub. */
async function withinPatience(work: Promise<unknown>): Promise<void> {
  const waiting = new AbortController();
  const enough = sleep(PATIENCE_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
  try {
    await Promise.race([work, enough]);
  } finally {
    waiting.abort();
  }
}

function willOf(place: { centre: string; room: string }) {
  // A broker gives out a will as it was written, so its time is that of the connection.
  const payload = Buffer.from(JSON.stringify({ online: false, at: Date.now() }));
  return { topic: hubStateTopic(place), payload, qos: 1, retain: true } as const;
}

function passwordOf(config: MqttConfig): string | undefined {
  if (config.passwordFile === undefined) return config.password;
  try {
    return readFileSync(config.passwordFile, 'utf8').split(/\r?\n/)[0];
  } catch (cause) {
    const line = `mqtt.passwordFile: can't be read: ${messageOf(cause)}`;
    throw new HubError('broker-unavailable', line, { cause });
  }
}
