/** Cuts the bytes of a microphone (signed 16 bits, low byte first, one channel) into windows, and keeps none of them. */
export class SoundWindows {
  readonly #window: Float32Array;
  #filled = 0;
  /** The first byte of a sample that was cut in two. */
  #half: number | undefined;

  /** @param samples of a window */
  constructor(samples: number) {
    this.#window = new Float32Array(samples);
  }

  /** Windows that end within these bytes, −1 to 1: the same array each time, to be used before the next one is asked for. */
  *cut(bytes: Uint8Array): Generator<Float32Array, void> {
    for (const byte of bytes) {
      if (this.#half === undefined) {
        this.#half = byte;
        continue;
      }
      const unsigned = this.#half + byte * 256;
      this.#half = undefined;
      this.#window[this.#filled++] = (unsigned < 0x80_00 ? unsigned : unsigned - 0x1_00_00) / 0x80_00;
      if (this.#filled < this.#window.length) continue;
      this.#filled = 0;
      yield this.#window;
    }
  }

  /** Forgets the window that has begun. */
  forget(): void {
    this.#window.fill(0);
    this.#filled = 0;
    this.#half = undefined;
  }
}
