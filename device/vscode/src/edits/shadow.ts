/** One replaced stretch of a document, as the editor tells it: offset and length before the change, and what stands there now. */
export type Replaced = { offset: number; length: number; text: string };

/** Changes that are kept before they are worked in. */
const MOST_PENDING = 256;

/**
 * The text of a document as it was before its last changes: the editor tells what came, but not what went. A change is only noted, which
 * costs a key press nothing; it is worked in when somebody asks.
 */
export class Shadow {
  #text: string;
  #pending: (readonly Replaced[])[] = [];
  #length: number;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
  }

  /** Characters, with all changes. */
  get length(): number {
    return this.#length;
  }

  /** The text with all changes that were noted. */
  text(): string {
    for (const changes of this.#pending) this.#text = replacedIn(this.#text, changes);
    this.#pending = [];
    return this.#text;
  }

  /** Notes changes that came in one event: their offsets are all of the text before it. */
  note(changes: readonly Replaced[]): void {
    this.#pending.push(changes);
    for (const { length, text } of changes) this.#length += text.length - length;
    if (this.#pending.length > MOST_PENDING) this.text();
  }
}

function replacedIn(text: string, changes: readonly Replaced[]): string {
  let out = '';
  let at = 0;
  for (const { length, offset, text: put } of changes.toSorted((a, b) => a.offset - b.offset)) {
    out += text.slice(at, offset) + put;
    at = offset + length;
  }
  return out + text.slice(at);
}
