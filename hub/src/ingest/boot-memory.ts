import type { SeatAddress } from '@invigil/contract';
import { BoundedMap } from '../lib/bounded-map.js';
import { hashOfStart } from '../lib/chain.js';
import { bootId, sessionsOf, storedRuns } from '../store/events.js';
import { type SeqRange, givenUpOf } from '../store/given-up.js';
import type { Db } from '../store/schema.js';
import { StoredRuns } from './stored-runs.js';

/** What is stored of one boot of a seat. */
export type KnownBoot = {
  seatId: number;
  boot: string;
  bootId: number;
  stored: StoredRuns;
  sessions: ReadonlySet<string>;
  /** What the seat said that it gave up of it. */
  givenUp: readonly SeqRange[];
};

/** Boots that are remembered: those of a full centre several times over. One that was forgotten is learnt again from the store. */
const MOST_BOOTS = 2000;

/**
 * Remembers which events of each boot are stored, so that a batch need not ask the database. A transaction works on
 * a {@link draft} and is remembered only when it was committed.
 */
export class BootMemory {
  readonly #boots = new BoundedMap<KnownBoot>(MOST_BOOTS);

  draft(): BootDraft {
    return new BootDraft(this.#boots);
  }

  /** Learns everything again from the store. */
  forget(): void {
    this.#boots.clear();
  }
}

export class BootDraft {
  readonly #committed: BoundedMap<KnownBoot>;
  readonly #changed = new Map<string, KnownBoot>();

  constructor(committed: BoundedMap<KnownBoot>) {
    this.#committed = committed;
  }

  async boot(db: Db, seat: SeatAddress, seatId: number, boot: string): Promise<KnownBoot> {
    const key = `${seatId}/${boot}`;
    const known = this.#changed.get(key) ?? this.#committed.get(key);
    if (known !== undefined) return known;
    const id = await bootId(db, seatId, boot);
    // What was stored before is known to be broken where it is: it was found when it came.
    const { stored } = StoredRuns.from(hashOfStart(seat, boot)).with(await storedRuns(db, seatId, id));
    const givenUp = await givenUpOf(db, seatId, boot);
    return { seatId, boot, bootId: id, stored, sessions: await sessionsOf(db, id), givenUp };
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
