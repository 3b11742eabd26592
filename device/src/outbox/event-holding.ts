import type { Holding } from './disk-room.js';
import type { Outbox } from './outbox.js';
import type { OutboxStore } from './outbox-store.js';

/** Events that go together: what is told of them is one more event. */
const AT_ONCE_EVENTS = 1000;
/** Where events wait one by one, what tells of them takes as much as they did. */
const MOST_ROUNDS = 100;

/** The events that wait, as something that can be given up where their session is over. */
export function eventHolding(outbox: Pick<Outbox, 'giveUp'>, store: Pick<OutboxStore, 'size'>): Holding {
  const used = (): number => store.size().usedBytes;
  let dropped = 0;
  return {
    get bytes() {
      return used();
    },
    get dropped() {
      return dropped;
    },
    giveUp(bytes) {
      const before = used();
      for (let round = 0; round < MOST_ROUNDS && before - used() < bytes; round++) {
        const events = outbox.giveUp(AT_ONCE_EVENTS);
        if (events === 0) break;
        dropped += events;
      }
      return Math.max(0, before - used());
    },
  };
}

/**
 * The events that the hub has acknowledged and that are kept for a hub that loses them, as what goes first. What they take is counted with
 * those that wait; that they go is no loss, and not told.
 */
export function keptHolding(store: Pick<OutboxStore, 'size' | 'letGo'>): Holding {
  const used = (): number => store.size().usedBytes;
  return {
    bytes: 0,
    dropped: 0,
    giveUp(bytes) {
      const before = used();
      while (before - used() < bytes && store.letGo(AT_ONCE_EVENTS) > 0);
      return Math.max(0, before - used());
    },
  };
}
