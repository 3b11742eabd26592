import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type HubClaim,
  HubPresence,
  decode,
  hubStateTopic,
  parseTopic,
  roomSubscriptions,
} from '@invigil/contract';
import { type MqttClient, connect } from 'mqtt';
import { systemClock } from '../lib/clock.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import { type ClaimActs, RoomClaims } from './room-claims.js';
import type { BrokerDeps, BrokerHandlers, MqttConfig, PublishOptions, SeatBroker } from './seat-broker.js';

/** How long the broker's answer is waited for, ms. */
const PATIENCE_MS = 2000;
/** What stands retained comes at once after a subscription; so long is waited for it, ms. */
const SETTLE_MS = 500;

/**
 * Another broker, such as mosquitto, at which several hubs of a centre may serve rooms. One connection carries the messages; each room that
 * this hub serves has another, for a connection has one last will and each room its own `hub/state`.
 */
export class ExternalBroker implements SeatBroker {
  readonly #deps: BrokerDeps;
  readonly #url: string;
  readonly #config: MqttConfig;
  readonly #claims: RoomClaims;
  readonly #rooms = new Map<string, MqttClient>();
  #main: MqttClient | undefined;
  #password: string | undefined;
  #handlers: BrokerHandlers | undefined;
  #closing = false;

  constructor(deps: BrokerDeps, url: string, config: MqttConfig) {
    this.#deps = deps;
    this.#url = url;
    this.#config = config;
    const rooms = deps.plan.rooms.map(({ room }) => room);
    const { clock = systemClock, takeOver = false } = deps;
    this.#claims = new RoomClaims({ hub: deps.hubId, rooms, clock, takeOver, acts: this.#acts() });
  }

  async start(handlers: BrokerHandlers): Promise<void> {
    this.#handlers = handlers;
    this.#password = passwordOf(this.#config);
    const main = this.#connect(undefined);
    this.#main = main;
    main.on('message', (topic, payload, packet) => {
      const parsed = parseTopic(topic);
      if (parsed?.type !== 'hub-state') {
        handlers.onMessage({ topic, payload, retained: packet.retain });
        return;
      }
      const said = decode(HubPresence, payload);
      if (said.ok && parsed.centre === this.#deps.plan.centre && !this.#closing)
        this.#claims.hear(parsed.room, said.value);
    });
    main.on('connect', () => {
      void this.#listen(main);
    });
  }

  async publish(topic: string, payload: string, { qos = 1, retain }: PublishOptions): Promise<void> {
    const main = this.#main;
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

  serves(room: string): boolean {
    return this.#claims.serves(room);
  }

  claimOf(room: string): HubClaim | undefined {
    return this.#claims.claimOf(room);
  }

  async close(): Promise<void> {
    this.#closing = true;
    const clients = [...this.#rooms.values(), ...(this.#main === undefined ? [] : [this.#main])];
    await Promise.all(clients.map(end));
  }

  #acts(): ClaimActs {
    const { log } = this.#deps;
    return {
      claimed: (room, alone) => {
        log.info({ room }, 'this hub serves the room');
        void this.#serve(room, alone);
      },
      refused: (room, by) => {
        log.error(
          { room, hub: by.id },
          'another hub serves this room: it is left alone until that is gone, or this one is started with --take-over',
        );
      },
      yielded: (room, by) => {
        log.error({ room, hub: by.id }, 'another hub has taken this room over: it is left alone');
        void this.#leave(room);
      },
      spokenOver: () => this.#handlers?.onReady(),
    };
  }

  /** Hears who serves which room, decides, and goes on with the seats of what is served. */
  async #listen(main: MqttClient): Promise<void> {
    const { log, plan } = this.#deps;
    const places = plan.rooms.map(({ room }) => ({ centre: plan.centre, room }));
    try {
      if (places.length > 0) await this.#subscribe(main, places.map(hubStateTopic));
      await sleep(SETTLE_MS);
      if (this.#closing) return;
      // After a connection that was lost the broker knows nothing of what was asked for.
      for (const { room } of places) if (this.#claims.serves(room)) await this.#hearSeats(main, room);
      this.#claims.settle();
    } catch (cause) {
      log.warn({ reason: messageOf(cause) }, 'broker takes no subscription');
    }
  }

  /** @param alone nobody else has served it since this hub did */
  async #serve(room: string, alone: boolean): Promise<void> {
    const main = this.#main;
    if (main === undefined || this.#closing) return;
    try {
      if (!alone) await this.#readAnew(main, room);
    } catch (cause) {
      this.#deps.log.error(
        { room, reason: messageOf(cause) },
        'what another hub kept of the room could not be read',
      );
    }
    // Another may have come in between.
    if (!this.serves(room)) return;
    const client = this.#rooms.get(room) ?? this.#connect(room);
    if (!this.#rooms.has(room)) {
      this.#rooms.set(room, client);
      // Its will may have said that the hub is gone.
      client.on('connect', () => {
        if (this.serves(room)) this.#handlers?.onReady();
      });
    }
    try {
      await this.#hearSeats(main, room);
    } catch (cause) {
      this.#deps.log.warn({ room, reason: messageOf(cause) }, 'broker takes no subscription');
    }
  }

  /** Of a room that is served already its seats are not heard meanwhile: they tell again what is not acknowledged. */
  async #readAnew(main: MqttClient, room: string): Promise<void> {
    const place = { centre: this.#deps.plan.centre, room };
    if (this.#rooms.has(room)) await main.unsubscribeAsync(roomSubscriptions(place));
    await this.#handlers?.onClaimed?.(room);
  }

  async #hearSeats(main: MqttClient, room: string): Promise<void> {
    await this.#subscribe(main, roomSubscriptions({ centre: this.#deps.plan.centre, room }));
    if (this.serves(room)) this.#handlers?.onReady();
  }

  async #leave(room: string): Promise<void> {
    const client = this.#rooms.get(room);
    this.#rooms.delete(room);
    try {
      const place = { centre: this.#deps.plan.centre, room };
      await Promise.all([this.#main?.unsubscribeAsync(roomSubscriptions(place)), client && end(client)]);
    } catch (cause) {
      this.#deps.log.warn({ room, reason: messageOf(cause) }, 'room not left in good order');
    }
  }

  async #subscribe(main: MqttClient, topics: string[]): Promise<void> {
    const granted = await main.subscribeAsync(topics, { qos: 1 });
    const refused = granted.filter((one) => one.qos > 2).map((one) => one.topic);
    if (refused.length > 0) this.#deps.log.error({ refused }, 'broker refuses what the hub must hear');
  }

  #connect(room: string | undefined): MqttClient {
    const { hubId, log, plan } = this.#deps;
    const claim = room === undefined ? undefined : this.claimOf(room);
    const client = connect(this.#url, {
      clientId: `invigil-hub-${plan.centre}-${hubId}${room === undefined ? '' : `-${room}`}`,
      protocolVersion: 4,
      clean: true,
      keepalive: 10,
      reconnectPeriod: 1000,
      reconnectOnConnackError: true,
      queueQoSZero: false,
      ...(this.#config.username === undefined ? {} : { username: this.#config.username }),
      ...(this.#password === undefined ? {} : { password: this.#password }),
      ...(room === undefined ? {} : { will: willOf({ centre: plan.centre, room }, claim) }),
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
}

async function end(client: MqttClient): Promise<void> {
  await withinPatience(client.endAsync(!client.connected));
  await client.endAsync(true);
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

function willOf(place: { centre: string; room: string }, hub: HubClaim | undefined) {
  // A broker gives out a will as it was written, so its time is that of the connection.
  const gone: HubPresence = { online: false, at: Date.now(), ...(hub && { hub }) };
  return {
    topic: hubStateTopic(place),
    payload: Buffer.from(JSON.stringify(gone)),
    qos: 1,
    retain: true,
  } as const;
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
