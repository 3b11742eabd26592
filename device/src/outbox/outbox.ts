import type { Ack, EventBody } from '@invigil/contract';
import { DeviceError } from '../lib/errors.js';
import { buildBatch } from './batch.js';
import { chained, hashOfStart } from './chain.js';
import { HeadCheck } from './head-check.js';
import { InFlight } from './in-flight.js';
import type { OutboxDeps } from './outbox-deps.js';
import type { NewEvent, StoredEvent } from './outbox-store.js';
import type { SeqRange } from './seq-range.js';
import { Unkept } from './unkept.js';
import { Wake } from './wake.js';

/** Events that follow each other within this time share a message. */
const COALESCE_MS = 20;
/** Most events under way; the rest waits on the disk. */
const WINDOW_EVENTS = 1000;
const READ_EVENTS = 200;
/** Doubles with each time that no ack comes, so that a hub in trouble is left some air. */
const ACK_TIMEOUT = { firstMs: 5000, maxMs: 30_000 };
/** History after an outage leaves room on the hub for what happens now. */
const HISTORY_EVENTS_PER_S = 2000;
const IDLE_MS = 60_000;
const RETRY_AFTER_FAULT_MS = 1000;
/** How long what is acknowledged is kept for a hub that may lose it: past some rounds of the hub's backups, 6 h apart unless configured. */
const KEEP_MS = 24 * 3_600_000;

const noRoom = (): boolean => false;

/** What is to become of the events of a boot: the hub has some, and does not have others, whatever it said before. */
type Settlement = { committed: readonly SeqRange[]; absent: readonly SeqRange[]; head: Ack['head'] };

/** Keeps each event until the hub has committed it, and sends it until then; and again, should the hub lose it after all. */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #wake: Wake;
  readonly #inFlight = new InFlight();
  readonly #unkept = new Unkept();
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #seq = 0;
  /** Hash of the event `#seq`. */
  #head: string;
  readonly #heads: HeadCheck;
  #online = false;
  /** Everything stored up to this id was sent since the hub came online. */
  #sentTo = 0;
  /** Ids to send again. */
  #again = new Set<number>();
  /** Monotonic ms. */
  #historyDueAt = 0;
  #ackWaitMs = ACK_TIMEOUT.firstMs;
  /** The hub came online and was not asked yet what it still has. */
  #toAsk = false;
  /** What the newest ack of a boot means, where the disk was too full to note it. */
  readonly #unsettled = new Map<string, Settlement>();

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#wake = new Wake(deps.clock);
    this.#heads = new HeadCheck(deps.store, deps.log);
    this.#head = hashOfStart(deps.seat, deps.boot);
  }

  /** Stores one event; it is on the disk when this returns. See {@link appendAll}. */
  append(body: EventBody, at: number): void {
    this.appendAll([body], at);
  }

  /**
   * Stores events that happened at `at` (epoch ms), all or none. They are on the disk when this returns. Where earlier ones could not be
   * stored, it is told before them.
   * @throws DeviceError `outbox-full`, `outbox-unwritable`, or `event-invalid` where a body has not the contract's shape
   */
  appendAll(bodies: readonly EventBody[], at: number): void {
    if (bodies.length === 0) return;
    try {
      this.#keep([...this.#unkept.bodies, ...bodies], at, (events) => this.#deps.store.append(events));
      this.#unkept.clear();
    } catch (err) {
      if (!(err instanceof DeviceError && err.code === 'event-invalid')) this.#unkept.note(bodies.length, at);
      throw err;
    }
  }

  /**
   * Gives up the oldest events of sessions that are over, at most `limit`, and tells so in their place. Gives how many; 0: there are none.
   * @throws DeviceError `outbox-full` or `outbox-unwritable`: then nothing is given up
   */
  giveUp(limit: number): number {
    const { boot, clock, log, session, store } = this.#deps;
    const run = store.oldestOver({ boot, session: session() }, limit);
    if (run === undefined) return 0;
    this.#keep(
      [{ type: 'given-up', givenUp: run }],
      clock.now(),
      (events) => store.giveUp(run, events),
      noRoom,
    );
    log.warn(run, 'no room on the disk, events of a session that is over are given up');
    return run.last - run.first + 1;
  }

  /** @param makeRoom whether to make room on a full disk and try again; each try has less to throw out, so they end */
  #keep(
    bodies: readonly EventBody[],
    at: number,
    write: (events: readonly NewEvent[]) => void,
    makeRoom = this.#deps.makeRoom,
  ): void {
    for (;;) {
      // Chained anew for each try: making room may have told something itself.
      const events = this.#chained(bodies, at);
      try {
        write(events);
        this.#seq += events.length;
        this.#head = events.at(-1)?.hash ?? this.#head;
        this.#wake.poke();
        return;
      } catch (err) {
        const isFull = err instanceof DeviceError && err.code === 'outbox-full';
        if (!isFull || makeRoom?.() !== true) throw err;
      }
    }
  }

  #chained(bodies: readonly EventBody[], at: number): NewEvent[] {
    const { boot, offsetAt, session } = this.#deps;
    return chained(bodies, {
      boot,
      session: session(),
      at,
      clock: offsetAt?.(at),
      after: { seq: this.#seq, hash: this.#head },
    });
  }

  /** Events that the hub has not committed yet. */
  depth(): number {
    return this.#deps.store.depth;
  }

  /** Age of the oldest of them, ms; 0 where there is none. */
  oldestMs(): number {
    const at = this.#deps.store.oldestAt();
    return at === undefined ? 0 : Math.max(0, this.#deps.clock.now() - at);
  }

  /** Whether the hub can be reached, as far as it was told. */
  get online(): boolean {
    return this.#online;
  }

  /**
   * Tells whether the hub can be reached. Each time that it comes back, everything that waits is sent again, and of each boot of which
   * nothing waits the newest event that is kept: its acknowledgement shows what the hub has lost.
   */
  setOnline(online: boolean): void {
    if (online === this.#online) return;
    this.#online = online;
    this.#inFlight.clear();
    this.#again.clear();
    this.#sentTo = 0;
    this.#ackWaitMs = ACK_TIMEOUT.firstMs;
    this.#toAsk = online;
    if (online && this.depth() > 0)
      this.#deps.log.info({ depth: this.depth() }, 'hub online, sending what waits');
    this.#wake.poke();
  }

  /**
   * Takes an acknowledgement: forgets what is committed, sends again what the hub shows to be lost, on the way or, where it was
   * acknowledged before, in its store.
   */
  acked(ack: Ack): void {
    const { log } = this.#deps;
    const { boot, committedTo, missing } = ack;
    const { committed, lost } = this.#inFlight.acked(ack);
    const absent: SeqRange[] = [...missing, [committedTo + 1, Number.MAX_SAFE_INTEGER]];
    this.#unsettled.set(boot, { committed, absent, head: this.#heads.same(ack) });
    try {
      this.#settle();
    } catch (err) {
      log.warn({ err, boot }, 'acknowledgement can not be noted, trying again');
    }
    for (const id of lost) this.#again.add(id);
    if (lost.length > 0) log.warn({ boot, events: lost.length }, 'hub asks for events again');
    this.#ackWaitMs = ACK_TIMEOUT.firstMs;
    this.#wake.poke();
  }

  #settle(): void {
    const { log, store } = this.#deps;
    for (const [boot, { absent, committed, head }] of this.#unsettled) {
      if (committed.length > 0) store.forget(boot, committed, head);
      const events = store.takeBack(boot, absent);
      this.#unsettled.delete(boot);
      if (events > 0) log.error({ boot, events }, 'hub has lost what it had acknowledged, sending it again');
    }
  }

  /** Begins to send. */
  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Ends sending; where the hub is online, it first waits up to `graceMs` for what is left to be acknowledged. */
  async stop(graceMs = 1000): Promise<void> {
    const { clock } = this.#deps;
    const deadline = clock.monotonic() + graceMs;
    while (this.#running !== undefined && this.#online && this.depth() > 0 && clock.monotonic() < deadline) {
      await clock.sleep(COALESCE_MS);
    }
    this.#stopping.abort();
    this.#wake.poke();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#deps;
    while (!signal.aborted) {
      try {
        if (this.#unsettled.size > 0) this.#settle();
        if (this.#toAsk) this.#deps.store.askAgain();
        this.#toAsk = false;
        this.#expire();
        this.#send();
        this.#deps.store.prune(clock.now() - KEEP_MS);
      } catch (err) {
        log.error({ err }, 'outbox can not send, trying again');
        await clock.sleep(RETRY_AFTER_FAULT_MS, signal);
      }
      await this.#wake.wait(this.#untilDueMs());
      await clock.sleep(COALESCE_MS, signal);
    }
  }

  #expire(): void {
    const expired = this.#inFlight.expire(this.#deps.clock.monotonic() - this.#ackWaitMs);
    if (expired.length === 0) return;
    this.#deps.log.warn(
      { events: expired.length, waitedMs: this.#ackWaitMs },
      'no acknowledgement, sending again',
    );
    for (const id of expired) this.#again.add(id);
    this.#ackWaitMs = Math.min(ACK_TIMEOUT.maxMs, this.#ackWaitMs * 2);
  }

  #send(): void {
    const { boot, clock, log, offsetAt, sender, store } = this.#deps;
    while (this.#online && clock.monotonic() >= this.#historyDueAt) {
      const waiting = this.#next();
      if (waiting.length === 0) return;
      const { batch, sent, unreadable, historical } = buildBatch(waiting, {
        boot,
        at: clock.now(),
        offsetMs: offsetAt?.(clock.now())?.offsetMs,
      });
      if (batch !== undefined && !sender.publishEvents(batch)) return;
      for (const { event, reason } of unreadable) {
        store.setAside(event.id, reason);
        log.error({ boot: event.boot, seq: event.seq, reason }, 'stored event can not be read, set aside');
      }
      this.#inFlight.add(sent, clock.monotonic());
      for (const { id } of [...sent, ...unreadable.map(({ event }) => event)]) {
        this.#again.delete(id);
        this.#sentTo = Math.max(this.#sentTo, id);
      }
      this.#historyDueAt = clock.monotonic() + (historical * 1000) / HISTORY_EVENTS_PER_S;
    }
  }

  /** What is to be sent next: first what was lost, then what was not sent yet. */
  #next(): StoredEvent[] {
    const { store } = this.#deps;
    const room = Math.min(READ_EVENTS, WINDOW_EVENTS - this.#inFlight.size);
    if (room <= 0) return [];
    if (this.#again.size > 0) {
      const ids = [...this.#again].toSorted((a, b) => a - b).slice(0, room);
      const found = store.byIds(ids);
      if (found.length > 0) return found;
      for (const id of ids) this.#again.delete(id);
    }
    return store.after(this.#sentTo, room);
  }

  #untilDueMs(): number {
    if (this.#unsettled.size > 0) return RETRY_AFTER_FAULT_MS;
    if (!this.#online) return IDLE_MS;
    const now = this.#deps.clock.monotonic();
    const oldest = this.#inFlight.oldestSentAt();
    const ackDueMs = oldest === undefined ? IDLE_MS : oldest + this.#ackWaitMs - now;
    const historyDueMs = this.#historyDueAt > now ? this.#historyDueAt - now : IDLE_MS;
    return Math.max(0, Math.min(ackDueMs, historyDueMs, IDLE_MS));
  }
}
