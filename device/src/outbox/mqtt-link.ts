import {
  responseTopic,
  seatPrincipal,
  seatSubscriptions,
  seatTopic,
  timeSubscription,
  type Ack,
  type Birth,
  type ClockAnswer,
  type ClockQuestion,
  type CommandResponse,
  type CommandVerb,
  type EventBatch,
  type Health,
  type SeatAddress,
  type SeatPresence,
  type ReadPolicy,
} from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import { withoutCredentials, type Log } from '../lib/log.js';
import type { SeatIdentity } from '../lib/seat-identity.js';
import { BackOff } from './back-off.js';
import { inTime } from './in-time.js';
import { readInbox, type InboxMessage, type SeatCommand } from './link-inbox.js';
import { LinkTrouble } from './link-trouble.js';
import { MqttConnection, RETAINED } from './mqtt-connection.js';

const GREETING_TIMEOUT_MS = 5000;
const FAREWELL_TIMEOUT_MS = 2000;
const BACK_OFF = { firstMs: 500, maxMs: 10_000 };
/** A connection that held this long was a good one. */
const STABLE_MS = 5000;

export type LinkDeps = {
  /** `mqtt://…` or `mqtts://…` */
  url: string;
  address: SeatAddress;
  /** The seat's credential where it has no certificate. */
  token?: string | undefined;
  /** The seat's certificate as it is now: asked at each connection, so that a renewed one is taken. */
  identity?: (() => SeatIdentity) | undefined;
  boot: string;
  /** What the seat is; asked on each connection. */
  birth: () => Birth;
  clock: Clock;
  log: Log;
};

/** Who hears what the hub says. They are called in the order of the messages and must not block. */
export type LinkHandlers = {
  /** Whether the hub, not only the broker, can be reached now. Called on each change; at first it can't. */
  onHub(online: boolean): void;
  /** Whether there is a hub that answers when it is asked for its time. Called on each change; at first there is none. */
  onClock(answers: boolean): void;
  onTime(answer: ClockAnswer): void;
  onAck(ack: Ack): void;
  onPolicy(wanted: ReadPolicy): void;
  onCommand(command: SeatCommand): void;
};

/** The seat's connection to the room's broker: says what the seat is, carries its events, hears the hub. */
export class MqttLink {
  readonly #deps: LinkDeps;
  readonly #log: Log;
  readonly #trouble: LinkTrouble;
  readonly #backOff = new BackOff(BACK_OFF);
  readonly #stopping = new AbortController();
  #handlers: LinkHandlers | undefined;
  #running: Promise<void> | undefined;
  /** Set from the moment at which the seat has announced itself until the connection ends. */
  #connection: MqttConnection | undefined;
  #hubOnline = false;
  #toldOnline = false;
  #hubAnswers = false;
  #toldAnswers = false;
  /** The seat changed after its birth was written, while the broker had not yet taken it. */
  #birthStale = false;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
    this.#log = deps.log.child({ broker: withoutCredentials(deps.url), seat: seatPrincipal(deps.address) });
    this.#trouble = new LinkTrouble(this.#log);
  }

  /** Whether the seat is connected and has announced itself. */
  get up(): boolean {
    return this.#connection?.connected === true;
  }

  /** Begins to connect, and goes on doing so until `stop()`. */
  start(handlers: LinkHandlers): void {
    this.#handlers ??= handlers;
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Says that the seat stops, then leaves. Takes at most about 2 s where the broker does not answer. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** Gives a batch to the broker; false where there is no connection. Only the hub's ack says that it arrived. */
  publishEvents(batch: EventBatch): boolean {
    return this.#publish(seatTopic(this.#deps.address, 'evt'), batch, { qos: 1 });
  }

  /** Tells how the seat fares; dropped (false) where there is no connection. */
  publishHealth(health: Health): boolean {
    return this.#publish(seatTopic(this.#deps.address, 'health'), health, { qos: 0, retain: true });
  }

  /** Asks the hub for its time; false where there is no connection. */
  askTime(question: ClockQuestion): boolean {
    return this.#publish(seatTopic(this.#deps.address, 'clock'), question, { qos: 0 });
  }

  /** Answers a command; dropped (false) where there is no connection. */
  respond(verb: CommandVerb, response: CommandResponse): boolean {
    return this.#publish(responseTopic(this.#deps.address, verb), response, { qos: 1 });
  }

  /** Tells again what the seat is, because it changed; where there is no connection, the next one tells it anyway. */
  announce(): void {
    const told = this.#publish(seatTopic(this.#deps.address, 'birth'), this.#deps.birth(), RETAINED);
    this.#birthStale = !told;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    while (!signal.aborted) {
      try {
        if ((await this.#session(signal)) >= STABLE_MS) this.#backOff.reset();
      } catch (err) {
        this.#trouble.tell('unreachable', err);
      }
      await clock.sleep(this.#backOff.next(), signal);
    }
  }

  /** One connection, from its start to its end. Answers for how many ms it was up. */
  async #session(signal: AbortSignal): Promise<number> {
    const { clock } = this.#deps;
    const connection = this.#connect(signal);
    try {
      if (!(await connection.open())) {
        const { refused, cause } = connection.fault;
        if (!signal.aborted) this.#trouble.tell(refused ? 'wrong-credentials' : 'unreachable', cause);
        return 0;
      }
      const upSince = clock.monotonic();
      const greeted = await this.#greet(connection);
      if (greeted) {
        this.#up(connection);
        await connection.ended;
      }
      if (signal.aborted && connection.connected) await this.#farewell(connection);
      if (greeted && !signal.aborted) this.#trouble.tell('connection-lost', connection.fault.cause);
      return clock.monotonic() - upSince;
    } finally {
      this.#connection = undefined;
      this.#hubOnline = false;
      this.#hubAnswers = false;
      this.#tellHub();
      connection.destroy();
    }
  }

  #connect(signal: AbortSignal): MqttConnection {
    const { address, clock, identity, token, url } = this.#deps;
    // `at` of the will is when this connection began: a dead seat can't say when it died.
    const will = { topic: seatTopic(address, 'state'), payload: this.#presence('lost', clock.now()) };
    const onMessage = (topic: string, payload: Uint8Array): void => this.#receive(topic, payload);
    const principal = seatPrincipal(address);
    const who = { principal, token, identity: identity?.() };
    return new MqttConnection({ url, ...who, will, onMessage }, signal);
  }

  #up(connection: MqttConnection): void {
    this.#connection = connection;
    this.#trouble.over();
    this.#log.info({}, 'connected to the broker');
    if (this.#birthStale) this.announce();
    this.#tellHub();
  }

  /** Subscribes, then says that the seat is there and what it is. False where the broker won't have it. */
  async #greet(connection: MqttConnection): Promise<boolean> {
    const { address, birth, clock } = this.#deps;
    const greeting = async (): Promise<true> => {
      await connection.subscribe(seatSubscriptions(address));
      const online = this.#presence('online', clock.now());
      this.#birthStale = false;
      await Promise.all([
        connection.publish(seatTopic(address, 'state'), online, RETAINED),
        connection.publish(seatTopic(address, 'birth'), JSON.stringify(birth()), RETAINED),
      ]);
      return true;
    };
    const cutOff = connection.ended.then(() => new Error('the connection ended'));
    const outcome = await inTime(
      Promise.race([greeting().catch(asError), cutOff]),
      GREETING_TIMEOUT_MS,
      clock,
    );
    if (outcome === true) return true;
    if (!this.#stopping.signal.aborted) {
      this.#trouble.tell('connection-lost', outcome ?? new Error('the broker does not answer'));
    }
    return false;
  }

  async #farewell(connection: MqttConnection): Promise<void> {
    const { address, clock } = this.#deps;
    const stopped = this.#presence('stopped', clock.now());
    const leave = async (): Promise<void> => {
      await connection.publish(seatTopic(address, 'state'), stopped, RETAINED);
      await connection.leave();
    };
    await inTime(leave().catch(asError), FAREWELL_TIMEOUT_MS, clock);
  }

  #presence(state: SeatPresence['state'], at: number): string {
    return JSON.stringify({ state, boot: this.#deps.boot, at } satisfies SeatPresence);
  }

  #publish(topic: string, message: unknown, options: { qos: 0 | 1; retain?: boolean }): boolean {
    const connection = this.#connection;
    if (connection?.connected !== true) return false;
    connection.send(topic, JSON.stringify(message), options);
    return true;
  }

  #receive(topic: string, payload: Uint8Array): void {
    const message = readInbox(topic, payload);
    if (!message.ok) {
      this.#log.warn({ topic, bytes: payload.length, reason: message.error.message }, 'message dropped');
      return;
    }
    this.#hand(() => this.#dispatch(message.value));
  }

  #dispatch(message: InboxMessage): void {
    switch (message.type) {
      case 'hub':
        this.#hubOnline = message.online;
        this.#hubAnswers = message.online && message.clock;
        return this.#tellHub();
      case 'ack':
        return this.#handlers?.onAck(message.ack);
      case 'time':
        return this.#handlers?.onTime(message.answer);
      case 'policy':
        return this.#handlers?.onPolicy(message.wanted);
      case 'command':
        return this.#handlers?.onCommand(message.command);
    }
  }

  #tellHub(): void {
    void this.#tellClock();
    const online = this.#hubOnline && this.#connection !== undefined;
    if (online === this.#toldOnline) return;
    this.#toldOnline = online;
    this.#log.info({ online }, 'hub reachable');
    this.#hand(() => this.#handlers?.onHub(online));
  }

  /** An answer comes only where the seat listens for it, and an older broker would cut a seat that asks. */
  async #tellClock(): Promise<void> {
    const connection = this.#connection;
    const answers = this.#hubAnswers && connection !== undefined;
    if (answers === this.#toldAnswers) return;
    this.#toldAnswers = answers;
    if (answers) {
      try {
        await connection.subscribe([timeSubscription(this.#deps.address)], 0);
      } catch (err) {
        this.#log.warn({ reason: messageOf(err) }, 'broker refuses the hub’s time, events go without it');
        return;
      }
      if (!this.#toldAnswers) return;
    }
    this.#hand(() => this.#handlers?.onClock(answers));
  }

  /** A fault of who listens must not end the connection. */
  #hand(give: () => void): void {
    try {
      give();
    } catch (err) {
      this.#log.error({ err }, 'message could not be handled');
    }
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(messageOf(thrown));
}
