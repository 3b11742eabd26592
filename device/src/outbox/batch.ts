import { decode, MAX_BATCH_EVENTS, SeatEvent, type EventBatch } from '@invigil/contract';
import type { StoredEvent } from './outbox-store.js';

/** Told later than this after it happened, an event is history: it fills the record and raises no alarm. */
const HISTORY_AFTER_MS = 5000;
/** Largest batch in bytes; below the contract's limit for a message. */
const MAX_BATCH_BYTES = 200_000;
const HIST_BYTES = ',"hist":true,'.length;

export type BuiltBatch = {
  /** Undefined where no event of the run can be sent. */
  batch: EventBatch | undefined;
  /** The stored events that are in the batch. */
  sent: StoredEvent[];
  /** Those that no longer have the contract's shape: sending them would make the hub refuse the whole batch. */
  unreadable: { event: StoredEvent; reason: string }[];
  /** How many of those in the batch are history. */
  historical: number;
};

/**
 * The first message to make of waiting events: of one boot, in rising `seq`, within the contract's limits.
 * @param events oldest first, at least one
 * @param now which boot runs, what time it is (epoch ms), and how far the hub's clock is ahead
 */
export function buildBatch(
  events: readonly StoredEvent[],
  now: { boot: string; at: number; offsetMs?: number | undefined },
): BuiltBatch {
  const built: BuiltBatch = { batch: undefined, sent: [], unreadable: [], historical: 0 };
  const boot = events[0]?.boot;
  if (boot === undefined) return built;
  const contents: SeatEvent[] = [];
  let bytes = 0;
  let lastSeq = 0;
  for (const event of events.slice(0, MAX_BATCH_EVENTS)) {
    const size = Buffer.byteLength(event.json) + HIST_BYTES;
    if (event.boot !== boot || event.seq <= lastSeq) break;
    if (contents.length > 0 && bytes + size > MAX_BATCH_BYTES) break;
    const parsed = decode(SeatEvent, event.json);
    if (!parsed.ok) {
      built.unreadable.push({ event, reason: parsed.error.message });
      continue;
    }
    const isHistory = event.boot !== now.boot || ageOf(parsed.value, now) > HISTORY_AFTER_MS;
    contents.push(isHistory ? { ...parsed.value, hist: true } : parsed.value);
    built.historical += isHistory ? 1 : 0;
    built.sent.push(event);
    bytes += size;
    lastSeq = event.seq;
  }
  if (contents.length > 0) built.batch = { v: 1, boot, events: contents };
  return built;
}

/** Age of an event, ms: by the hub's clock where both times are known by it, as the seat's may have been set in between. */
function ageOf({ at, clock }: SeatEvent, now: { at: number; offsetMs?: number | undefined }): number {
  const setBackMs = clock === undefined || now.offsetMs === undefined ? 0 : now.offsetMs - clock.offsetMs;
  return now.at - at + setBackMs;
}
