/** Whether a loop still goes round: noted on each round, asked from time to time by who watches over it. */
export class Progress {
  #moved = true;

  /** A round was gone. */
  note(): void {
    this.#moved = true;
  }

  /** Whether there was a round since this was last asked; true the first time. */
  hasMoved(): boolean {
    const moved = this.#moved;
    this.#moved = false;
    return moved;
  }
}
