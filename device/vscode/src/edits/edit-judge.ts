import type { EditingStep, MomentKind } from '@invigil/contract';
import type { Teller } from '../link/telling.js';
import type { EditingMinutes } from './editing-minutes.js';
import { freshCharacters, holdsPaste } from './fresh.js';
import { type Replaced, Shadow } from './shadow.js';
import { BULK_FRESH, type Seen, type Way, wayOf } from './way-of-edit.js';

/** A change of a document, as the editor tells it. Times are epoch milliseconds. */
export type Edit = {
  doc: string;
  at: number;
  changes: readonly Replaced[];
  /** Why, where the editor says so; `disk`: the file was read anew. */
  cause: 'undo' | 'redo' | 'disk' | undefined;
  atCursor: boolean;
};

export type EditJudgeDeps = {
  tell: Pick<Teller, 'happened'>;
  minutes: EditingMinutes;
  /** Texts that stand in the editor beside those that are followed. */
  otherTexts: () => Iterable<string>;
  /** Whether a text was copied in the exam, in this editor or in another program of the seat. */
  wasCopied: (text: string) => Promise<boolean>;
  /** Whether the editor's own paste can reach a document without the paste provider, as from a menu in a browser. */
  pasteMayBypass: boolean;
};

/**
 * An edit, what it took away, and the document before it. A run is characters that follow each other: the editor puts what an input method commits one
 * by one, and moves the cursor as for a key once, at its end.
 */
type Waiting = Edit & { removed: string[]; before: string; run: boolean; lastAt: number };
type Paste = {
  doc: string;
  text: string;
  at: number;
  until: number;
  told: boolean;
  inside: Promise<boolean>;
};
type Drip = { at: number; characters: number };

/** The cursor moves right after the edit that moved it; where it doesn't, none did. */
const CURSOR_MS = 200;
/** A run without a key is looked at after this long, however it goes on. */
const RUN_MS = 1000;
/** A paste makes its edit within this, or it is told that it did not. */
const PASTE_MS = 1400;
/** A paste that was told to have made no edit still knows a late one. */
const LATE_PASTE_MS = 30_000;
/** Small edits by no key are added up over this time. */
const DRIP_MS = 10_000;
/** Two ticks further apart than this: the editor stood still, and what it will say stands behind it. */
const STALL_MS = 700;

/**
 * Tells how text came into the documents: typed, pasted, completed, at once. It holds each edit until the cursor has moved after it (or has not),
 * and each paste until its edit came.
 */
export class EditJudge {
  readonly #deps: EditJudgeDeps;
  readonly #shadows = new Map<string, Shadow>();
  readonly #waiting = new Map<string, Waiting>();
  #pastes: Paste[] = [];
  #drips: Drip[] = [];
  #ticked = 0;

  constructor(deps: EditJudgeDeps) {
    this.#deps = deps;
  }

  /** A document is there with this text. */
  opened(doc: string, text: string): void {
    if (!this.#shadows.has(doc)) this.#shadows.set(doc, new Shadow(text));
  }

  closed(doc: string): void {
    this.#settle(doc, false);
    this.#shadows.delete(doc);
  }

  /** A text is about to be pasted into a document. */
  pasted(doc: string, text: string, at: number): void {
    if (text === '') return;
    // The editor has one kind of line end; a clipboard may have another.
    const plain = text.replaceAll(/\r\n?/g, '\n');
    const inside = this.#stands(plain) ? Promise.resolve(true) : this.#deps.wasCopied(plain);
    this.#pastes.push({ doc, text: plain, at, until: at + PASTE_MS, told: false, inside });
  }

  edited(edit: Edit): void {
    const { at, cause, changes, doc } = edit;
    if (changes.length === 0) return;
    const shadow = this.#shadows.get(doc) ?? new Shadow('');
    this.#shadows.set(doc, shadow);
    if (cause !== undefined) {
      this.#settle(doc, false);
      if (cause !== 'disk') this.#deps.minutes.once(cause === 'undo' ? 'undone' : 'redone', at);
    } else if (isOneKey(changes)) {
      // What a key press costs: the text is not looked at.
      this.#prolong(edit);
    } else {
      this.#settle(doc, false);
      if (changes.every(({ text }) => text === '')) this.#count('typed', edit);
      else this.#wait(edit, shadow.text());
    }
    shadow.note(changes);
    this.#deps.minutes.edited(doc, shadow.length, at);
  }

  /** The cursor of a document moved, by keys or otherwise. */
  moved(doc: string, byKeys: boolean): void {
    // Within a run it moves otherwise; a key ends it.
    if (byKeys || this.#waiting.get(doc)?.run === false) this.#settle(doc, byKeys);
  }

  /** To be called about four times a second. */
  tick(now: number): void {
    for (const [doc, { at, lastAt }] of this.#waiting)
      if (now - lastAt >= CURSOR_MS || now - at >= RUN_MS) this.#settle(doc, false);
    const stalled = now - this.#ticked > STALL_MS ? now - this.#ticked : 0;
    this.#ticked = now;
    for (const paste of this.#pastes) {
      paste.until += stalled;
      if (paste.told || now < paste.until) continue;
      paste.told = true;
      this.#deps.tell.happened('paste-mismatch', paste.at, { characters: paste.text.length });
    }
    this.#pastes = this.#pastes.filter(({ at }) => now - at < LATE_PASTE_MS);
  }

  #wait(edit: Edit, before: string): void {
    if (this.#takePaste(edit)) return;
    const removed = edit.changes.map(({ length, offset }) => before.slice(offset, offset + length));
    this.#waiting.set(edit.doc, { ...edit, removed, before, run: false, lastAt: edit.at });
  }

  /** Puts a character to the run that it follows, or begins one. */
  #prolong(edit: Edit): void {
    const [change] = edit.changes;
    const waiting = this.#waiting.get(edit.doc);
    const [run] = waiting?.changes ?? [];
    if (waiting?.run === true && change && run && change.offset === run.offset + run.text.length) {
      const longer = { offset: run.offset, length: 0, text: run.text + change.text };
      this.#waiting.set(edit.doc, { ...waiting, changes: [longer], lastAt: edit.at });
      return;
    }
    this.#settle(edit.doc, false);
    this.#waiting.set(edit.doc, { ...edit, removed: [''], before: '', run: true, lastAt: edit.at });
  }

  #settle(doc: string, byKeys: boolean): void {
    const edit = this.#waiting.get(doc);
    if (!edit) return;
    this.#waiting.delete(doc);
    if (this.#takePaste(edit)) return;
    const seen: Seen = { ...edit, byKeys };
    this.#tell(edit, isBlank(edit.changes) ? 'typed' : wayOf(seen, () => this.#known(edit)));
  }

  #tell(edit: Waiting, way: Way): void {
    const { at, changes } = edit;
    switch (way) {
      case 'typed':
        this.#count('typed', edit);
        break;
      case 'keys-at-once':
        this.#count('pasted', edit);
        void this.#tellCopied(edit, 'paste-mismatch');
        break;
      case 'completed':
        this.#count('completed', edit);
        this.#deps.tell.happened('completion-accepted', at, { characters: insertedIn(changes) });
        break;
      case 'small':
        this.#count('bulk', edit);
        this.#drip(edit);
        break;
      case 'bulk':
        this.#count('bulk', edit);
        void this.#tellCopied(edit, 'bulk-insert');
        break;
    }
  }

  /**
   * Much text that came without a paste: if it is what was copied in the exam, it is the paste of which the provider was not asked; where such a way
   * is usual, it is a paste like any other.
   */
  async #tellCopied({ at, changes }: Edit, otherwise: MomentKind): Promise<void> {
    const characters = insertedIn(changes);
    const copied = await this.#deps.wasCopied(changes.map(({ text }) => text).join(''));
    const kind = copied ? (this.#deps.pasteMayBypass ? 'pasted-inside' : 'paste-mismatch') : otherwise;
    this.#deps.tell.happened(kind, at, { characters });
  }

  /** Text that comes by no key in small pieces is much text all the same. */
  #drip(edit: Waiting): void {
    const { at, changes } = edit;
    const pieces = changes.map(({ text }) => text);
    const characters = freshCharacters(pieces, this.#known(edit));
    this.#drips = [...this.#drips.filter((drip) => at - drip.at < DRIP_MS), { at, characters }];
    const sum = this.#drips.reduce((total, drip) => total + drip.characters, 0);
    if (this.#drips.length < 2 || sum < 2 * BULK_FRESH) return;
    this.#drips = [];
    this.#deps.tell.happened('bulk-insert', at, { characters: sum });
  }

  #takePaste(edit: Edit): boolean {
    const pieces = edit.changes.toSorted((a, b) => a.offset - b.offset).map(({ text }) => text);
    const paste = this.#pastes.find(({ doc, text }) => doc === edit.doc && holdsPaste(pieces, text));
    if (!paste) return false;
    this.#pastes = this.#pastes.filter((other) => other !== paste);
    this.#count('pasted', edit);
    void paste.inside.then((inside) =>
      this.#deps.tell.happened(inside ? 'pasted-inside' : 'pasted-outside', edit.at, {
        characters: paste.text.length,
      }),
    );
    return true;
  }

  #count(way: keyof EditingStep, { at, changes }: Edit): void {
    this.#deps.minutes.characters(way, insertedIn(changes), at);
    this.#deps.minutes.characters(
      'deleted',
      changes.reduce((sum, { length }) => sum + length, 0),
      at,
    );
  }

  /** Whether a text stands in a document that is followed, or in another that is open. */
  #stands(text: string): boolean {
    const wanted = text.trim();
    if (wanted === '') return true;
    for (const shadow of this.#shadows.values())
      if (shadow.text().replaceAll('\r\n', '\n').includes(wanted)) return true;
    for (const other of this.#deps.otherTexts()) if (other.includes(wanted)) return true;
    return false;
  }

  /** What stood in the editor before an edit that has been noted. */
  *#known({ before, doc }: Waiting): Generator<string> {
    yield before;
    for (const [name, shadow] of this.#shadows) if (name !== doc) yield shadow.text();
    yield* this.#deps.otherTexts();
  }
}

function insertedIn(changes: readonly Replaced[]): number {
  return changes.reduce((sum, { text }) => sum + text.length, 0);
}

function isBlank(changes: readonly Replaced[]): boolean {
  return changes.every(({ text }) => text.trim() === '');
}

/** One character at one place, as by a key; two for a pair of brackets or a character beyond the basic plane. */
function isOneKey(changes: readonly Replaced[]): boolean {
  const [first, ...rest] = changes;
  return rest.length === 0 && first !== undefined && first.length === 0 && first.text.length <= 2;
}
