import { TrackError } from './track-error.js';

/** Reads bytes from their beginning. Throws TrackError `cut` where they end too soon. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** See `ByteWriter.varint`. Throws TrackError `damaged` for a number beyond 2^53 − 1. */
  varint(): number {
    let value = 0;
    for (let unit = 1; unit <= 2 ** 49; unit *= 0x80) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new TrackError('cut', 'a number is cut off');
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) {
        if (value <= Number.MAX_SAFE_INTEGER) return value;
        break;
      }
    }
    throw new TrackError('damaged', 'a number is too long');
  }

  /** The next bytes, not copied. */
  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new TrackError('cut', `${length} bytes are cut off`);
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
