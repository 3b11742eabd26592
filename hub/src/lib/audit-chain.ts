import type { AuditEntry } from '@invigil/contract';
import { canonicalText } from '@invigil/contract';
import { sha256Hex } from './sha256.js';

/** What the first row has in place of the hash of a row before it. */
export const CHAIN_START = '0'.repeat(64);

/** A row with its hash, which covers the hash of the row before and so all rows before. */
export function linked(row: Omit<AuditEntry, 'hash'>): AuditEntry {
  return { ...row, hash: sha256Hex(canonicalText(row)) };
}

/** The first row that is not as it was written, and what is wrong with it. */
export type BrokenChain = { n: number; reason: string };

/** Follows the chain row by row, oldest first. */
export class ChainCheck {
  #n = 0;
  #hash = CHAIN_START;

  /** Rows that were found whole. */
  get rows(): number {
    return this.#n;
  }

  /** Hash of the last row that was found whole. */
  get head(): string {
    return this.#hash;
  }

  /** Takes the next row; says what is wrong with it. */
  next({ hash, ...row }: AuditEntry): BrokenChain | undefined {
    if (row.n !== this.#n + 1)
      return { n: this.#n + 1, reason: `this row is missing; after it comes row ${row.n}` };
    if (row.previous !== this.#hash) return { n: row.n, reason: 'it does not follow the row before' };
    if (linked(row).hash !== hash) return { n: row.n, reason: 'its content is not what was hashed' };
    this.#n = row.n;
    this.#hash = hash;
    return undefined;
  }
}
