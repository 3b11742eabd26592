import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseSeatPrincipal } from '@invigil/contract';
import { type Clock, createLog, OutboxStore, systemClock } from '@invigil/device/telling';
import { seededRandom } from '../films/random.js';
import { SimulatedSeat } from './seat.js';
import { SeatsOrder, SeatsStart, type SeatsState } from './seats-words.js';
import { readTold, ToldLog } from './told-log.js';

/** Some seats in one process, so that what kills it kills them. Started by {@link SeatsChild}, with its plan as the only argument. */

/** Events that happen together are told together. */
const MOST_TOGETHER = 5;
/** A seat that was held up makes up for so much of the time, ms. */
const MAKES_UP_MS = 1000;
const TICK_MS = 20;
const STATE_EVERY_MS = 100;
const HEALTH_EVERY_MS = 5000;

const start = SeatsStart.parse(JSON.parse(process.argv[2] ?? ''));
const notes = new ToldLog(start.notes);
const told = lookBack();
const random = seededRandom(start.seed);
const skew = { ms: 0 };
const clock: Clock = { ...systemClock, now: () => systemClock.now() + skew.ms };
const log = createLog({ level: start.logLevel });
const seats = start.seats.map(({ folder, identity, number, principal }) => {
  const address = parseSeatPrincipal(principal);
  if (address === undefined) throw new Error(`${principal} is no seat`);
  const { unruliness, url } = start;
  return new SimulatedSeat({
    address,
    number,
    folder,
    identity,
    url,
    clock,
    log,
    notes,
    unruliness,
    random,
  });
});
const ends = new AbortController();
let upTo = start.upTo;
let marked = 0;

process.on('message', (message) => {
  const order = SeatsOrder.parse(message);
  switch (order.type) {
    case 'tell':
      upTo = order.upTo;
      return;
    case 'clock':
      skew.ms = order.skewMs;
      return;
    case 'unruly':
      for (const { way } of seats) way.unruliness = order.unruliness;
      return;
    case 'mark':
      for (const seat of seats) seat.mark();
      marked = order.mark;
      return;
    case 'end':
      ends.abort();
  }
});
// Whoever started it is gone: nobody would end it.
process.on('disconnect', () => process.exit(1));
for (const seat of seats) seat.start();
await Promise.all([tellOn(), reportOn(), tellHealthOn()]);
await Promise.all(seats.map((seat) => seat.stop()));
notes.close();
process.exit(0);

/** Finds out what the outboxes of seats that were killed hold, and notes it. Gives how much each seat has told. */
function lookBack(): Map<string, number> {
  const boots = [...readTold(readFileSync(start.notes, 'utf8')).values()];
  const before = new Map<string, number>();
  for (const { folder, name } of start.seats) {
    const own = boots.filter(({ seat }) => seat === name);
    if (own.length === 0) continue;
    const store = new OutboxStore(join(folder, 'outbox.sqlite'));
    for (const { boot, cut, hashes, told: upToHere } of own) {
      const held = store.chainOf(boot)?.own.seq ?? 0;
      const isKnown = held === upToHere && (cut || hashes.length === held);
      if (!isKnown) notes.found(name, boot, held, cut || start.cut);
    }
    store.close();
    const count = (total: number, { hashes }: (typeof own)[number]): number => total + hashes.length;
    before.set(name, own.reduce(count, 0));
  }
  return before;
}

async function tellOn(): Promise<void> {
  const due = seats.map(() => performance.now() + random() * 1000);
  while (!ends.signal.aborted) {
    const now = performance.now();
    for (const [i, seat] of seats.entries()) {
      const before = told.get(seat.name) ?? 0;
      const count = Math.min(1 + Math.floor(random() * MOST_TOGETHER), upTo - before);
      if (count <= 0 || now < (due[i] ?? 0)) continue;
      told.set(seat.name, before + seat.tell(count));
      due[i] = Math.max(due[i] ?? 0, now - MAKES_UP_MS) + (count * 1000) / start.rate;
      // Between two seats, whatever comes from the hub has its turn.
      await sleep(0);
    }
    await sleep(TICK_MS);
  }
}

async function reportOn(): Promise<void> {
  while (!ends.signal.aborted) {
    const sum = (of: (seat: SimulatedSeat) => number): number =>
      seats.reduce((all, seat) => all + of(seat), 0);
    const state: SeatsState = {
      told: sum(({ name }) => told.get(name) ?? 0),
      waiting: sum(({ waiting }) => waiting),
      refused: sum(({ refused }) => refused),
      online: sum(({ online }) => (online ? 1 : 0)),
      upTo,
      full: seats.every(({ name }) => (told.get(name) ?? 0) >= upTo),
      marked,
      recovered: seats.every(({ recovered }) => recovered),
    };
    process.send?.(state);
    await sleep(STATE_EVERY_MS);
  }
}

async function tellHealthOn(): Promise<void> {
  while (!ends.signal.aborted) {
    for (const seat of seats) seat.tellHealth();
    await sleep(HEALTH_EVERY_MS, undefined, { signal: ends.signal }).catch(() => undefined);
  }
}
