import { type ClientMessage, copyMark, type Recorded } from '@invigil/contract';
import { randomBytes } from 'node:crypto';
import { CopiedMarks } from '../edits/copied-marks.js';
import type { Teller } from '../link/telling.js';

/**
 * What was copied in the exam: in this editor, by a salt of its own, whether there is a connection or not; in other programs of the seat, by the
 * seat's salt. Texts themselves are not kept.
 */
export class Copies {
  readonly #tell: Pick<Teller, 'happened'>;
  readonly #send: (message: ClientMessage) => void;
  readonly #ownSalt = randomBytes(16).toString('hex');
  readonly #own = new CopiedMarks();
  readonly #others = new CopiedMarks();
  #salt: string | undefined;

  constructor(tell: Pick<Teller, 'happened'>, send: (message: ClientMessage) => void) {
    this.#tell = tell;
    this.#send = send;
  }

  recorded({ salt }: Recorded): void {
    if (salt !== this.#salt) this.#others.clear();
    this.#salt = salt;
  }

  /** Another program says that a text with this mark was copied. */
  elsewhere(mark: string): void {
    this.#others.add(mark);
  }

  async copied(text: string, at: number): Promise<void> {
    if (text === '') return;
    this.#tell.happened('text-copied', at, { characters: text.length });
    this.#own.add(await copyMark(this.#ownSalt, text));
    if (this.#salt !== undefined) this.#send({ type: 'copied', mark: await copyMark(this.#salt, text) });
  }

  async wasCopied(text: string): Promise<boolean> {
    if (this.#own.has(await copyMark(this.#ownSalt, text))) return true;
    return this.#salt !== undefined && this.#others.has(await copyMark(this.#salt, text));
  }
}
