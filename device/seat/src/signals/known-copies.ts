import { copyMark, type ClientMessage } from '@invigil/contract';

/** So many marks are remembered: the oldest goes. */
const MOST = 500;

/** Marks of what was copied in the exam, by any program of this seat. Never a text. */
export class KnownCopies {
  readonly #marks = new Set<string>();

  add(mark: string): void {
    this.#marks.delete(mark);
    this.#marks.add(mark);
    const [oldest] = this.#marks;
    if (this.#marks.size > MOST && oldest !== undefined) this.#marks.delete(oldest);
  }

  /** What is to be told of a text that was copied. @param salt of this boot */
  async copied(salt: string, text: string, at: number): Promise<ClientMessage[]> {
    const mark = await copyMark(salt, text);
    this.add(mark);
    return [
      { type: 'copied', mark },
      { type: 'happened', kind: 'text-copied', at, detail: { characters: text.length } },
    ];
  }

  /** What is to be told of a text that was pasted. */
  async pasted(salt: string, text: string, at: number): Promise<ClientMessage> {
    const kind = this.#marks.has(await copyMark(salt, text)) ? 'pasted-inside' : 'pasted-outside';
    return { type: 'happened', kind, at, detail: { characters: text.length } };
  }
}
