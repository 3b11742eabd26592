import { fromHex, toHex } from '../lib/hex.js';

/** So many are remembered: the oldest goes. */
const MOST = 500;

/** The same text whatever ends its lines and whatever blanks a program adds around it. */
export function normalText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').trim();
}

/** Salted hash of a text, hexadecimal: enough to find the same text again, and nothing of it. @param salt hexadecimal, of this boot */
export async function hashText(salt: string, text: string): Promise<string> {
  const words = new TextEncoder().encode(normalText(text));
  const salted = new Uint8Array([...fromHex(salt), ...words]);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', salted)));
}

/** Hashes of what was copied in the exam. Never a text. */
export class CopiedTexts {
  readonly #hashes = new Set<string>();

  add(hash: string): void {
    this.#hashes.delete(hash);
    this.#hashes.add(hash);
    if (this.#hashes.size > MOST) for (const oldest of this.#hashes) return void this.#hashes.delete(oldest);
  }

  has(hash: string): boolean {
    return this.#hashes.has(hash);
  }

  all(): string[] {
    return [...this.#hashes];
  }
}
