import { dense, holdsPaste } from './fresh.js';

/** A text that the editor was about to put into a document. */
export type Paste = { doc: string; text: string; at: number; inside: Promise<boolean> };

type Known = Paste & {
  /** Characters without white space. */
  size: number;
  /** Time in which the editor keeps up that is left for the edit, ms; undefined: it is not waited for. */
  leftMs: number | undefined;
};

/** A paste makes its edit within this time, of that in which the editor keeps up, or it is told that it did not. */
const PASTE_MS = 1250;
/** For so long an edit is known as that of a paste which is not waited for any more, ms. */
const LATE_MS = 120_000;
/** One that is not waited for is known by no fewer characters than this: fewer are typed and suggested every day. */
const LATE_LEAST = 16;
/** Pastes that are known at most: as many texts are kept. */
const MOST = 20;

/**
 * Pastes whose edits have not come. VS Code gives a paste up when its document is edited, its cursor moves or another paste follows before the
 * edit was made, which on a slow machine happens to whoever types on: such a paste is no longer waited for.
 */
export class Pastes {
  #known: Known[] = [];

  /** Whether one is waited for. */
  get isAwaited(): boolean {
    return this.#known.some(({ leftMs }) => leftMs !== undefined);
  }

  /** @param isAwaited whether its edit must follow: not where the candidate is asked first how to paste */
  add(paste: Paste, isAwaited: boolean): void {
    this.giveUp(paste.doc);
    this.#known.push({
      ...paste,
      size: dense(paste.text).length,
      leftMs: isAwaited ? PASTE_MS : undefined,
    });
    if (this.#known.length > MOST) this.#known.shift();
  }

  /** A document was touched: its paste is given up. Gives the one that was waited for. */
  giveUp(doc: string): Paste | undefined {
    const paste = this.#known.findLast((one) => one.doc === doc && one.leftMs !== undefined);
    if (paste) paste.leftMs = undefined;
    return paste;
  }

  /** Takes the newest paste of which these pieces are the edit. Those of the same document before it are over as well. */
  take(doc: string, pieces: readonly string[]): Paste | undefined {
    const most = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const at = this.#known.findLastIndex(
      (one) =>
        one.doc === doc &&
        // By size first: a key press is not looked for in a long text.
        one.size <= most &&
        (one.leftMs !== undefined || one.size >= LATE_LEAST) &&
        holdsPaste(pieces, one.text),
    );
    const paste = this.#known[at];
    this.#known = this.#known.filter((one, index) => one.doc !== doc || index > at);
    return paste;
  }

  /** Gives those that made no edit, though the editor had its time. @param keptUpMs time since the last tick in which it kept up */
  tick(now: number, keptUpMs: number): Paste[] {
    const failed: Paste[] = [];
    for (const paste of this.#known) {
      if (paste.leftMs === undefined) continue;
      paste.leftMs -= keptUpMs;
      if (paste.leftMs > 0) continue;
      paste.leftMs = undefined;
      failed.push(paste);
    }
    this.#known = this.#known.filter(({ at, leftMs }) => leftMs !== undefined || now - at < LATE_MS);
    return failed;
  }
}
