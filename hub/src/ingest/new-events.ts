import { type EventRow, insertRows } from '../store/events.js';
import type { Db } from '../store/schema.js';

/** The events of one transaction that are still to be written: all at once costs a fraction of one batch after the other. */
export class NewEvents {
  #rows: EventRow[] = [];
  #added = 0;

  /** How many there were in this transaction. */
  get added(): number {
    return this.#added;
  }

  add(rows: readonly EventRow[]): void {
    this.#added += rows.length;
    for (const row of rows) this.#rows.push(row);
  }

  /** Writes them. To be called before anything reads events, and at the end. */
  async write(db: Db): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    await insertRows(db, rows);
  }
}
