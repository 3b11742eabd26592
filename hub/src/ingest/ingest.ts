import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { type Ack, type SeatPresence, seatKey } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/hub-error.js';
import type { Log } from '../lib/log.js';
import type { PlannedRoom, PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import type { Board } from '../live/board.js';
import { isDiskFull } from '../store/disk-full.js';
import { isStoreAway } from '../store/store-away.js';
import type { Db } from '../store/schema.js';
import { ReachedRisks } from '../store/reached-risks.js';
import { BootMemory } from './boot-memory.js';
import { type SeatMessage, type ToldEntry, bootOf, entryOf, showsLife } from './entry.js';
import { GroupChanges } from './group-changes.js';
import type { AfterCommit, FeedPort, IngestContext, IngestWatch } from './ingest-context.js';
import { holdsFindings } from './keep-number.js';
import { keepBudget } from './keep-budget.js';
import { type Work, keepWork } from './keep-work.js';
import { NewEvents } from './new-events.js';
import { RoomParts } from './room-parts.js';
import { settle } from './settle.js';
import { isAbsent, isSilent } from './silence.js';

/** What comes within this time is committed together, ms. */
const GROUP_MS = 10;
const SWEEP_MS = 1000;
/** Between two tries at a database that is away, ms. */
const AWAY_MS = 500;
/** About so many events are committed together at most: the first of them waits for the last. */
const MAX_GROUP_EVENTS = 10_000;
/** Messages that may wait for the store. Beyond, what a seat keeps until it is acknowledged is let go. */
const MAX_WAITING = 5000;

export type IngestDeps = {
  db: Db;
  plan: RoomPlan;
  /** Row numbers of the seats by their key. */
  seatIds: ReadonlyMap<string, number>;
  board: Board;
  feed: FeedPort;
  clock: Clock;
  log: Log;
  sendAck: (seat: PlannedSeat, ack: Ack) => void;
  lostAfterMs: number;
  maxDeadLetters: number;
  watch?: IngestWatch | undefined;
  /** Told each time that the database was away. */
  storeAway?: (() => void) | undefined;
  /** Whether this hub serves a room; of another's it hears nothing, and says nothing. Left out: all. */
  serves?: ((room: string) => boolean) | undefined;
};

/** Takes what seats say, keeps it, shows it, and tells the seat what is committed: in this order. */
export class Ingest {
  readonly #deps: IngestDeps;
  readonly #memory = new BootMemory();
  readonly #parts = new RoomParts();
  readonly #reached = new ReachedRisks();
  readonly #rooms: ReadonlyMap<string, PlannedRoom>;
  readonly #seatById: ReadonlyMap<number, PlannedSeat>;
  readonly #since: number;
  #queue: Work[] = [];
  #overrun = false;
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;
  #sweep: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: IngestDeps) {
    this.#deps = deps;
    this.#since = deps.clock.now();
    this.#rooms = new Map(deps.plan.rooms.map((room) => [room.room, room]));
    this.#seatById = new Map(
      [...deps.plan.seats.values()].flatMap((seat) => {
        const id = deps.seatIds.get(seat.key);
        return id === undefined ? [] : [[id, seat] as const];
      }),
    );
  }

  /** Messages that are not stored yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  start(): void {
    this.#sweep = setInterval(() => {
      this.sweep();
    }, SWEEP_MS);
  }

  /** Takes a message. Returns at once and never throws; the acknowledgement says when it is kept. */
  receive(message: SeatMessage): void {
    const entry = entryOf(this.#deps.plan, message);
    if (entry === undefined) return;
    if (entry.type !== 'dead-letter' && showsLife(entry, message)) this.#heard(entry);
    if (this.#queue.length < MAX_WAITING || entry.type === 'presence' || entry.type === 'birth') {
      this.#put({ ...entry, came: performance.now() });
    } else if (!this.#overrun) {
      this.#overrun = true;
      this.#deps.log.error(
        { waiting: this.#queue.length },
        'store too slow, messages are let go unacknowledged',
      );
    }
  }

  /** What time alone brings: seats that said nothing for too long are lost, findings fade, and the alert budget grows. */
  sweep(): void {
    const { board, clock, lostAfterMs, serves } = this.#deps;
    const at = clock.now();
    for (const name of board.roomsThatWait()) {
      const room = this.#rooms.get(name);
      if (room !== undefined) this.#put({ type: 'weigh', room });
    }
    for (const key of board.keys()) {
      const now = board.seat(key);
      if (now === undefined || now.boot === null || serves?.(now.seat.room) === false) continue;
      if (isSilent(now, at, this.#since, lostAfterMs)) this.#announce(now.seat, 'lost', now.boot);
      const rule = this.#rooms.get(now.seat.room)?.policy.coverage['agent-stopped'];
      if (rule?.enabled === true && isAbsent(now, at, rule.onsetMs))
        this.#put({ type: 'absence', seat: now.seat, heardAt: now.heardAt ?? now.stateSince ?? at });
      if (holdsFindings(now.risk)) this.#put({ type: 'fading', seat: now.seat });
    }
  }

  /** Waits until everything that was received is committed. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work = this.#work.then(() => this.#drain());
    await this.#work;
  }

  /** Another hub may have stored what a room's seats told: what is remembered is learnt again. Resolves once it is forgotten. */
  async forget(room: string): Promise<void> {
    await this.flush();
    this.#memory.forget();
    this.#parts.forget();
    this.#reached.forget(room);
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    this.#stopping = true;
    await this.flush();
  }

  /** A seat that speaks is there, whatever was said of it before. */
  #heard(entry: ToldEntry): void {
    const { board, clock } = this.#deps;
    const { seat } = entry;
    board.heard(seat.key, clock.now());
    const now = board.seat(seat.key);
    const told = bootOf(entry);
    const isBack = now?.state === 'lost' && entry.type !== 'presence' && now.boot === told;
    // Its announcement was missed, or a late will took its place. Events would prove nothing: a boot tells those of
    // the boots before it too.
    const isAnother = now?.state !== 'online' && entry.type === 'health' && now?.boot !== told;
    if (isBack || isAnother) this.#announce(seat, 'online', told);
  }

  #announce(seat: PlannedSeat, state: SeatPresence['state'], boot: string): void {
    this.#put({ type: 'presence', seat, presence: { state, boot, at: this.#deps.clock.now() } });
  }

  #put(entry: Work): void {
    this.#queue.push(entry);
    this.#timer ??= setTimeout(() => {
      void this.flush();
    }, GROUP_MS);
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, groupLength(this.#queue));
      this.#overrun = false;
      const left = await this.#keep(group);
      // A database that is away comes back: until then what was said waits, and beyond what may wait it is let go as ever.
      if (left.length > 0 && !this.#stopping) {
        this.#queue.unshift(...left);
        await sleep(AWAY_MS);
      }
      // The store never waits for anything, so that nothing else had its turn: what is acknowledged goes out now.
      await setImmediate();
    }
  }

  /** Keeps a group. Gives what of it still waits where the database went away. */
  async #keep(group: readonly Work[]): Promise<readonly Work[]> {
    const outcome = await this.#commit(group);
    if (outcome === 'away') return group;
    // One entry that the store refuses must not hold back the others.
    if (outcome === 'refused')
      for (const [i, entry] of group.entries())
        if ((await this.#commit([entry])) === 'away') return group.slice(i);
    return [];
  }

  /** What is committed stays so, whatever goes wrong with telling it. */
  #tell(after: readonly AfterCommit[]): void {
    for (const act of after) {
      try {
        act();
      } catch (cause) {
        this.#deps.log.error({ err: cause }, 'commit not told');
      }
    }
  }

  async #commit(group: readonly Work[]): Promise<'kept' | 'refused' | 'disk-full' | 'away'> {
    const { db, log, clock, sendAck, watch } = this.#deps;
    const beganAt = performance.now();
    const draft = this.#memory.draft();
    const context: IngestContext = {
      board: this.#deps.board,
      feed: this.#deps.feed,
      seatId: (seat) => this.#deps.seatIds.get(seat.key) ?? unknown(seat),
      room: (seat) => this.#rooms.get(seat.room) ?? unknown(seat),
      draft,
      events: new NewEvents(),
      changes: new GroupChanges(),
      weigh: new Map(),
      reached: this.#reached,
      parts: this.#parts,
      chainBroken: ({ key }, boot, seqs) => {
        log.error({ seat: key, boot, seqs }, 'chain of events is broken');
      },
      maxDeadLetters: this.#deps.maxDeadLetters,
      at: clock.now(),
    };
    const after: AfterCommit[] = [];
    try {
      await db.transaction().execute(async (transaction) => {
        for (const entry of group) after.push(...(await keepWork(transaction, context, entry)));
        after.push(...(await settle(transaction, context)));
        for (const [room, what] of context.weigh)
          after.push(...(await keepBudget(transaction, context, room, what)));
      });
    } catch (cause) {
      // No acknowledgement is sent, so the seat keeps its events and sends them again.
      if (isDiskFull(cause)) {
        log.error({ entries: group.length }, 'disk is full, not stored');
        watch?.refused('disk-full');
        return 'disk-full';
      }
      if (isStoreAway(cause)) {
        log.error({ entries: group.length, reason: messageOf(cause) }, 'store is away, not stored');
        this.#deps.storeAway?.();
        return 'away';
      }
      if (group.length === 1) {
        log.error({ err: cause, entry: group[0]?.type }, 'message not stored');
        watch?.refused('refused');
      } else
        log.warn({ reason: messageOf(cause), entries: group.length }, 'group not stored, trying one by one');
      return 'refused';
    }
    const committedAt = performance.now();
    for (const known of draft.commit()) {
      const seat = this.#seatById.get(known.seatId);
      if (seat !== undefined) after.push(() => sendAck(seat, known.stored.ack(known.boot, known.givenUp)));
    }
    this.#tell(after);
    watch?.committed({
      receivedAt: group.flatMap(({ came }) => came ?? []),
      beganAt,
      committedAt,
      ackedAt: performance.now(),
      events: context.events.added,
      deadLetters: group.filter(({ type }) => type === 'dead-letter').length,
    });
    return 'kept';
  }
}

/** How many messages make a group: all that wait, unless they hold too many events. */
function groupLength(queue: readonly Work[]): number {
  let events = 0;
  const full = queue.findIndex((work) => {
    if (work.type === 'batch') events += work.batch.events.length;
    return events >= MAX_GROUP_EVENTS;
  });
  return full < 0 ? queue.length : full + 1;
}

function unknown(seat: PlannedSeat): never {
  throw new RangeError(`no such seat: ${seatKey(seat)}`);
}
