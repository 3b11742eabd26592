import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  type Birth,
  chainStartText,
  chainText,
  type ClockOffset,
  type EventBody,
  type Health,
  type SeatAddress,
  seatKey,
} from '@invigil/contract';
import {
  type Clock,
  DeviceError,
  HubClock,
  type Log,
  MqttLink,
  newBootId,
  Outbox,
  OutboxStore,
  readIdentity,
} from '@invigil/device/telling';
import { StoryBodies } from '../bench/hub/story-bodies.js';
import type { ToldLog } from './told-log.js';
import type { Unruliness } from './seats-words.js';
import { UnrulyWay } from './unruly.js';

export const SESSION = 'chaos';
/** A seat whose outbox holds more waits before it tells more: no seat can fall behind without end. */
const MOST_WAITING = 1000;

export type SeatDeps = {
  address: SeatAddress;
  number: number;
  /** Of its outbox. */
  folder: string;
  /** Of its key and certificates. */
  identity: string;
  url: string;
  clock: Clock;
  log: Log;
  notes: ToldLog;
  unruliness: Unruliness;
  random: () => number;
};

/** A seat that sees nothing and tells much: the real outbox and the real link, in one boot. */
export class SimulatedSeat {
  readonly name: string;
  readonly store: OutboxStore;
  readonly way: UnrulyWay;
  readonly #boot = newBootId();
  readonly #deps: SeatDeps;
  readonly #link: MqttLink;
  readonly #outbox: Outbox;
  readonly #bodies: StoryBodies;
  #seq = 0;
  #head: string;
  readonly #hubClock: HubClock;
  readonly #stopping = new AbortController();
  #measuring: Promise<void> | undefined;
  /** How far its clock is from the hub's, for what it is telling; undefined while it tells nothing. */
  #telling: { offset: ClockOffset | undefined } | undefined;
  #notKept: Extract<EventBody, { type: 'not-kept' }>[] = [];
  #online = false;
  /** The last event that was told when the mark was set; undefined: what waits is older than the mark. */
  #mark = 0;
  /** Events that a full disk did not take. */
  refused = 0;

  constructor(deps: SeatDeps) {
    const { address, clock, folder, identity, log, number, random, unruliness, url } = deps;
    this.#deps = deps;
    this.name = seatKey(address);
    const boot = this.#boot;
    this.#bodies = new StoryBodies(boot, { from: clock.now(), number });
    this.#head = sha256(chainStartText(address, boot));
    this.store = new OutboxStore(join(folder, 'outbox.sqlite'));
    this.#link = new MqttLink({
      url,
      address,
      identity: () => readIdentity(identity),
      boot,
      birth: () => birthOf(boot, clock.now()),
      clock,
      log,
    });
    this.#hubClock = new HubClock({ clock, ask: (question) => this.#link.askTime(question), log });
    this.way = new UnrulyWay((batch) => this.#link.publishEvents(batch), { random, unruliness });
    const session = (): string => SESSION;
    this.#outbox = new Outbox({
      store: this.store,
      sender: this.way,
      seat: address,
      boot,
      session,
      offsetAt: (time) => (this.#telling ?? { offset: this.#hubClock.offsetAt(time) }).offset,
      clock,
      log,
    });
  }

  /** Whether it has the hub's ear. */
  get online(): boolean {
    return this.#online;
  }

  get waiting(): number {
    return this.#outbox.depth();
  }

  start(): void {
    this.#measuring = this.#hubClock.run(this.#stopping.signal);
    this.#outbox.start();
    this.#link.start({
      onHub: (online) => {
        this.#online = online;
        this.#outbox.setOnline(online);
      },
      onAck: (ack) => {
        if (this.way.hears()) this.#outbox.acked(ack);
      },
      onPolicy: () => {},
      onClock: (answers) => this.#hubClock.setAnswers(answers),
      onTime: (answer) => this.#hubClock.heard(answer),
      onCommand: () => {},
    });
  }

  /** Tells some events that happen together. Gives how many the outbox took. */
  tell(count: number): number {
    const { clock, notes } = this.#deps;
    if (this.waiting > MOST_WAITING) return 0;
    const at = clock.now();
    const first = this.#seq + 1;
    const story = Array.from({ length: count }, (_, i) => this.#bodies.body(first + i));
    const bodies: EventBody[] = [...this.#notKept, ...story];
    // Hashed here too, from the contract alone: what the outbox makes of them is what is tried.
    const offset = this.#hubClock.offsetAt(at);
    let head = this.#head;
    const hashes = bodies.map((body, i) => {
      const event = {
        seq: first + i,
        prev: head,
        session: SESSION,
        at,
        ...(offset && { clock: offset }),
        body,
      };
      head = sha256(chainText(event));
      return head;
    });
    notes.giving(this.name, this.#boot, first, hashes);
    this.#telling = { offset };
    try {
      this.#outbox.appendAll(story, at);
    } catch (error) {
      if (!(error instanceof DeviceError) || error.code !== 'outbox-full') throw error;
      notes.refused(this.name, this.#boot, first, count);
      this.#note(count, at);
      this.refused += count;
      return 0;
    } finally {
      this.#telling = undefined;
    }
    this.#seq += bodies.length;
    this.#notKept = [];
    this.#head = head;
    notes.taken(this.name, this.#boot, this.#seq);
    return bodies.length;
  }

  /** What the outbox has to tell of it before the next event. */
  #note(count: number, at: number): void {
    const before = this.#notKept[0]?.notKept ?? { events: 0, from: at, to: at };
    const notKept = {
      events: before.events + count,
      from: Math.min(before.from, at),
      to: Math.max(before.to, at),
    };
    this.#notKept = [{ type: 'not-kept', notKept }];
  }

  tellHealth(): void {
    this.#link.publishHealth(healthOf(this.#boot, this.#deps.clock.now(), this.waiting));
  }

  /** From here on {@link recovered} asks for what was told until now. */
  mark(): void {
    this.#mark = this.#seq;
  }

  /** Whether it has the hub's ear, and the hub has all that was told before the mark. */
  get recovered(): boolean {
    if (!this.#online) return false;
    const [first] = this.store.after(0, 1);
    return first === undefined || (first.boot === this.#boot && first.seq > this.#mark);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#measuring;
    await this.#outbox.stop();
    await this.#link.stop();
    this.store.close();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function birthOf(boot: string, at: number): Birth {
  return {
    policyHash: 'a'.repeat(64),
    boot,
    at,
    session: SESSION,
    versions: { invigil: 'chaos', node: process.versions.node, opencv: '0' },
    inference: { runtime: 'none', provider: 'none' },
    nets: [],
    camera: { type: 'camera', name: 'none', asked: {}, granted: null },
  };
}

function healthOf(boot: string, at: number, depth: number): Health {
  return {
    boot,
    at,
    rates: { captured: 15, faces: 10, objects: 1 },
    dropped: 0,
    stages: {},
    outbox: { depth, oldestMs: 0 },
    rssMb: 100,
    temperatureC: null,
  };
}
