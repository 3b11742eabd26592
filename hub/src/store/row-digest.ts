import { type Hash, createHash } from 'node:crypto';

/** A digest over rows in their order that is the same whatever database they come from. */
export class RowDigest {
  readonly #hash: Hash = createHash('sha256');
  #rows = 0;

  /** Takes a row, its cells in the order of the columns. */
  take(cells: readonly unknown[]): void {
    this.#hash.update(JSON.stringify(cells.map(canonical)));
    this.#hash.update('\n');
    this.#rows += 1;
  }

  /** What was taken. `digest`: SHA-256, hexadecimal. */
  end(): { rows: number; digest: string } {
    return { rows: this.#rows, digest: this.#hash.digest('hex') };
  }
}

/** Bytes as hexadecimal, apart from a text that looks the same. */
function canonical(cell: unknown): unknown {
  return cell instanceof Uint8Array ? { bytes: Buffer.from(cell).toString('hex') } : cell;
}
