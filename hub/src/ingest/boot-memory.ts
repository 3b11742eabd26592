import { bootId, storedRanges } from '../store/events.js';
import type { Db } from '../store/schema.js';
import { SeqRanges } from './seq-ranges.js';

/** What is stored of one boot of a seat. */
export type KnownBoot = { seatId: number; boot: string; bootId: number; stored: SeqRanges };

/**
 * Remembers which events of each boot are stored, so that a batch need not ask the database. A transaction works on
 * a {@link draft} and is remembered only when it was committed.
 */
export class BootMemory {
  readonly #boots = new Map<string, KnownBoot>();

  draft(): BootDraft {
    return new BootDraft(this.#boots);
  }
}

export class BootDraft {
  readonly #committed: Map<string, KnownBoot>;
  readonly #changed = new Map<string, KnownBoot>();

  constructor(committed: Map<string, KnownBoot>) {
    this.#committed = committed;
  }

  async boot(db: Db, seatId: number, boot: string): Promise<KnownBoot> {
    const key = `${seatId}/${boot}`;
    const known = this.#changed.get(key) ?? this.#committed.get(key);
    if (known !== undefined) return known;
    const id = await bootId(db, seatId, boot);
    return { seatId, boot, bootId: id, stored: new SeqRanges(await storedRanges(db, seatId, id)) };
  }

  remember(known: KnownBoot): void {
    this.#changed.set(`${known.seatId}/${known.boot}`, known);
  }

  /** To be called once the transaction is committed. Gives every boot that a batch came for. */
  commit(): KnownBoot[] {
    for (const [key, known] of this.#changed) this.#committed.set(key, known);
    return [...this.#changed.values()];
  }
}
