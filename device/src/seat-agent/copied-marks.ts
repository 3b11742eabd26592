import type { Sha256 } from '@invigil/contract';

/** So many are remembered: what was copied before that is as if it came from elsewhere. */
const MOST = 200;

/** Marks of what was copied at this seat, so that one program knows again what another one copied. In memory only. */
export class CopiedMarks {
  #marks: Sha256[] = [];

  /** Oldest first. */
  get all(): readonly Sha256[] {
    return this.#marks;
  }

  /** False: it is known, and nobody needs to hear of it. */
  add(mark: Sha256): boolean {
    if (this.#marks.at(-1) === mark) return false;
    this.#marks = [...this.#marks.filter((known) => known !== mark), mark].slice(-MOST);
    return true;
  }
}
