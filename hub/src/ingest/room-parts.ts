import type { RoomPart } from '../room/hub-risk.js';

/**
 * Remembers what the room adds to the risk of each seat, so that a risk need not ask the database. What a transaction changes is
 * forgotten at once and learnt again from what was committed.
 */
export class RoomParts {
  readonly #parts = new Map<number, RoomPart>();

  /** The part of a seat. `changed`: by this transaction, which may yet fail. */
  async of(seatId: number, changed: boolean, load: () => Promise<RoomPart>): Promise<RoomPart> {
    if (changed) this.#parts.delete(seatId);
    const known = this.#parts.get(seatId);
    if (known !== undefined) return known;
    const part = await load();
    if (!changed) this.#parts.set(seatId, part);
    return part;
  }

  /** Learns everything again from the store. */
  forget(): void {
    this.#parts.clear();
  }
}
