/** A look that runs beside the frames: whoever asks for it goes on, and takes what it found when it has ended. */
export class Beside<Found> {
  #running: Promise<void> | undefined;
  #ended: { found: Found } | { error: unknown } | undefined;

  /** Whether a look is under way, or has ended and nobody has taken what it found. */
  get isBusy(): boolean {
    return this.#running !== undefined || this.#ended !== undefined;
  }

  /** Begins a look, unless one is under way. */
  begin(look: () => Promise<Found>): void {
    if (this.isBusy) return;
    this.#running = this.#run(look);
  }

  /** What the look found that has ended since the last call; null where none has. Throws what the look threw. */
  take(): Found | null {
    const ended = this.#ended;
    this.#ended = undefined;
    if (ended === undefined) return null;
    if ('error' in ended) throw ended.error;
    return ended.found;
  }

  /** As `take`, once the look that is under way has ended. */
  async settle(): Promise<Found | null> {
    await this.#running;
    return this.take();
  }

  async #run(look: () => Promise<Found>): Promise<void> {
    try {
      this.#ended = { found: await look() };
    } catch (error) {
      this.#ended = { error };
    }
    this.#running = undefined;
  }
}
