import type { Scale } from './scale.js';

/** The steps told last on each scale; each number is told as the difference to them, from 0 on. */
export type Memory = Map<Scale, number>;

/** What is remembered of things that are followed from record to record. */
class Followed {
  readonly #places: Memory[] = [];
  readonly #things = new Map<number, Memory>();

  /** Whose turn a place in the list was last. */
  place(index: number): Memory {
    return (this.#places[index] ??= new Map());
  }

  /** What was told last of one of them, wherever it stood. */
  thing(id: number): Memory {
    const known = this.#things.get(id) ?? new Map<Scale, number>();
    this.#things.set(id, known);
    return known;
  }
}

/** What writer and reader of a chunk both know of the records before. A chunk begins with nothing. */
export class ChunkMemory {
  readonly picture: Memory = new Map();
  readonly faces = new Followed();
  readonly objects = new Followed();
}
