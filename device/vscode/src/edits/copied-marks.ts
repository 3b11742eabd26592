/** Marks of what was copied in the exam, the newest ones: in this editor and, as other programs of the seat say, in them. */
export class CopiedMarks {
  readonly #most: number;
  readonly #marks = new Set<string>();

  constructor(most = 1000) {
    this.#most = most;
  }

  add(mark: string): void {
    // Anew, so that what was copied last goes last.
    this.#marks.delete(mark);
    this.#marks.add(mark);
    const [oldest] = this.#marks;
    if (this.#marks.size > this.#most && oldest !== undefined) this.#marks.delete(oldest);
  }

  has(mark: string): boolean {
    return this.#marks.has(mark);
  }

  /** Marks under another salt are worth nothing. */
  clear(): void {
    this.#marks.clear();
  }
}
