import type { Ack } from '@invigil/contract';
import type { StoredEvent } from './outbox-store.js';
import type { SeqRange } from './seq-range.js';

type Sent = { boot: string; seq: number; batchNo: number; sentAt: number };

/** What an acknowledgement means for the events on their way. */
export type AckOutcome = {
  /** Ranges of `seq` that the hub has committed: they can be forgotten. */
  committed: SeqRange[];
  /** Ids of events that the hub shows not to have got; they are no longer in flight. */
  lost: number[];
};

/** Events that were sent and not acknowledged yet. */
export class InFlight {
  readonly #sent = new Map<number, Sent>();
  readonly #highestSent = new Map<string, number>();
  #batchNo = 0;

  get size(): number {
    return this.#sent.size;
  }

  /** When the event that has been under way longest was sent, monotonic ms; undefined where there is none. */
  oldestSentAt(): number | undefined {
    return this.#sent.values().next().value?.sentAt;
  }

  /** One batch went out at `sentAt` (monotonic ms). */
  add(batch: readonly StoredEvent[], sentAt: number): void {
    this.#batchNo += 1;
    for (const { id, boot, seq } of batch) {
      this.#sent.set(id, { boot, seq, batchNo: this.#batchNo, sentAt });
      this.#highestSent.set(boot, Math.max(seq, this.#highestSent.get(boot) ?? 0));
    }
  }

  /**
   * An ack covers only what was sent in this run: a wrong one must not wipe out what nobody has seen.
   * Messages keep their order, so an event that is missing after a later batch was committed is lost; one that is
   * missing in an ack for an earlier batch may still be on its way.
   */
  acked(ack: Ack): AckOutcome {
    const to = Math.min(ack.committedTo, this.#highestSent.get(ack.boot) ?? 0);
    const committed = withoutGaps(to, ack.missing);
    const isIn = (ranges: readonly SeqRange[], seq: number): boolean =>
      ranges.some(([from, last]) => from <= seq && seq <= last);

    let newestBatch = 0;
    const missing: [number, Sent][] = [];
    for (const [id, sent] of this.#sent) {
      if (sent.boot !== ack.boot || sent.seq > to) continue;
      if (isIn(committed, sent.seq)) {
        newestBatch = Math.max(newestBatch, sent.batchNo);
        this.#sent.delete(id);
      } else {
        missing.push([id, sent]);
      }
    }
    const lost = missing.filter(([, sent]) => sent.batchNo <= newestBatch).map(([id]) => id);
    for (const id of lost) this.#sent.delete(id);
    return { committed, lost };
  }

  /** Ids of events sent at `deadline` (monotonic ms) or before; they are no longer in flight. */
  expire(deadline: number): number[] {
    const ids = [...this.#sent].filter(([, sent]) => sent.sentAt <= deadline).map(([id]) => id);
    for (const id of ids) this.#sent.delete(id);
    return ids;
  }

  /** The connection is gone, and with it whatever was under way. */
  clear(): void {
    this.#sent.clear();
  }
}

/** 1…`to` without the missing ranges, whatever their order and overlap. */
function withoutGaps(to: number, missing: readonly SeqRange[]): SeqRange[] {
  const ranges: SeqRange[] = [];
  let from = 1;
  for (const [first, last] of missing.toSorted((a, b) => a[0] - b[0])) {
    if (first > last) continue;
    if (first > from) ranges.push([from, Math.min(first - 1, to)]);
    from = Math.max(from, last + 1);
  }
  if (from <= to) ranges.push([from, to]);
  return ranges.filter(([first, last]) => first <= last);
}
