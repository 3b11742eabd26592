import type { EditingStep, MomentKind } from '@invigil/contract';
import type { Teller } from '../link/telling.js';
import type { EditingMinutes } from './editing-minutes.js';
import { freshCharacters } from './fresh.js';
import { Pace } from './pace.js';
import { type Paste, Pastes } from './pastes.js';
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
  /** Asks the editor's window something that means nothing, and holds until it has answered. */
  askWindow: () => PromiseLike<unknown>;
};

/**
 * An edit, what it took away, and the document before it. A run is characters that follow each other: the editor puts what an input method commits one
 * by one, and moves the cursor as for a key once, at its end.
 */
type Waiting = Edit & {
  removed: string[];
  before: string;
  run: boolean;
  lastAt: number;
  /** Answers of the window when it came. */
  answers: number;
  /** It may have waited, so that nobody knows when it was made. */
  isLate: boolean;
  /** The paste that was waited for when this came instead. */
  instead: Paste | undefined;
};
type Drip = { at: number; characters: number };

/** The cursor moves right after the edit that moved it; where it doesn't, none did, once the window has answered. */
const CURSOR_MS = 200;
/** A run without a key is looked at after this long, however it goes on. */
const RUN_MS = 1000;
/** Small edits by no key are added up over this time. */
const DRIP_MS = 10_000;
/** Of what may have waited longer than this it is not known when it was made, ms. */
const LATE_MS = 2000;

/**
 * Tells how text came into the documents: typed, pasted, completed, at once. It holds each edit until the cursor has moved after it (or has not),
 * and each paste until its edit came. Both wait for the editor: how long a slow machine takes says nothing.
 */
export class EditJudge {
  readonly #deps: EditJudgeDeps;
  readonly #shadows = new Map<string, Shadow>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #pastes = new Pastes();
  readonly #pace: Pace;
  #drips: Drip[] = [];

  constructor(deps: EditJudgeDeps) {
    this.#deps = deps;
    this.#pace = new Pace(deps.askWindow);
  }

  /** A document is there with this text. */
  opened(doc: string, text: string): void {
    if (!this.#shadows.has(doc)) this.#shadows.set(doc, new Shadow(text));
  }

  closed(doc: string): void {
    this.#settle(doc, false);
    this.#pastes.giveUp(doc);
    this.#shadows.delete(doc);
  }

  /** A text is about to be pasted into a document. @param isSure whether it is: not where the candidate is asked how */
  pasted(doc: string, text: string, at: number, isSure = true): void {
    if (text === '') return;
    // The editor has one kind of line end; a clipboard may have another.
    const plain = text.replaceAll(/\r\n?/g, '\n');
    const inside = this.#stands(plain) ? Promise.resolve(true) : this.#deps.wasCopied(plain);
    this.#pastes.add({ doc, text: plain, at, inside }, isSure);
  }

  edited(edit: Edit): void {
    const { at, cause, changes, doc } = edit;
    if (changes.length === 0) return;
    const shadow = this.#shadows.get(doc) ?? new Shadow('');
    this.#shadows.set(doc, shadow);
    if (cause !== undefined) {
      this.#settle(doc, false);
      this.#pastes.giveUp(doc);
      if (cause !== 'disk') this.#deps.minutes.once(cause === 'undo' ? 'undone' : 'redone', at);
    } else if (isOneKey(changes)) {
      // What a key press costs: the text is not looked at.
      this.#prolong(edit);
    } else {
      this.#settle(doc, false);
      if (changes.every(({ text }) => text === '')) {
        this.#pastes.giveUp(doc);
        this.#count('typed', edit);
      } else this.#wait(edit, shadow.text());
    }
    shadow.note(changes);
    this.#deps.minutes.edited(doc, shadow.length, at);
  }

  /** The cursor of a document moved, by keys or otherwise. */
  moved(doc: string, byKeys: boolean): void {
    this.#pastes.giveUp(doc);
    // Within a run it moves otherwise; a key ends it.
    if (byKeys || this.#waiting.get(doc)?.run === false) this.#settle(doc, byKeys);
  }

  /** To be called about four times a second. */
  tick(now: number): void {
    const keptUpMs = this.#pace.tick(now, this.#waiting.size > 0 || this.#pastes.isAwaited);
    for (const [doc, { answers, at, lastAt }] of this.#waiting)
      if (this.#pace.answers > answers && (now - lastAt >= CURSOR_MS || now - at >= RUN_MS))
        this.#settle(doc, false);
    for (const paste of this.#pastes.tick(now, keptUpMs)) this.#tellMismatch(paste);
  }

  #tellMismatch({ at, text }: Paste): void {
    this.#deps.tell.happened('paste-mismatch', at, { characters: text.length });
  }

  #wait(edit: Edit, before: string): void {
    if (this.#takePaste(edit)) return;
    const removed = edit.changes.map(({ length, offset }) => before.slice(offset, offset + length));
    this.#hold(edit, removed, before, false);
  }

  #hold(edit: Edit, removed: string[], before: string, run: boolean): void {
    this.#waiting.set(edit.doc, {
      ...edit,
      removed,
      before,
      run,
      lastAt: edit.at,
      answers: this.#pace.answers,
      isLate: this.#pace.waited(edit.at) > LATE_MS,
      instead: this.#pastes.giveUp(edit.doc),
    });
  }

  /** Puts a character to the run that it follows, or begins one. */
  #prolong(edit: Edit): void {
    if (this.#pastes.isAwaited && this.#takePaste(edit)) return;
    const [change] = edit.changes;
    const waiting = this.#waiting.get(edit.doc);
    const [run] = waiting?.changes ?? [];
    if (waiting?.run === true && change && run && change.offset === run.offset + run.text.length) {
      const longer = { offset: run.offset, length: 0, text: run.text + change.text };
      this.#waiting.set(edit.doc, { ...waiting, changes: [longer], lastAt: edit.at });
      return;
    }
    this.#settle(edit.doc, false);
    this.#hold(edit, [''], '', true);
  }

  #settle(doc: string, byKeys: boolean): void {
    const edit = this.#waiting.get(doc);
    if (!edit) return;
    this.#waiting.delete(doc);
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
        if (edit.instead && edit.atCursor) this.#tellMismatch(edit.instead);
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
    // Behind a machine that stood still the edits of a long time come at once: they are not added up.
    if (edit.isLate) this.#drips = [];
    this.#drips = [...this.#drips.filter((drip) => at - drip.at < DRIP_MS), { at, characters }];
    const sum = this.#drips.reduce((total, drip) => total + drip.characters, 0);
    if (this.#drips.length < 2 || sum < 2 * BULK_FRESH) return;
    this.#drips = [];
    this.#deps.tell.happened('bulk-insert', at, { characters: sum });
  }

  #takePaste(edit: Edit): boolean {
    const pieces = edit.changes.toSorted((a, b) => a.offset - b.offset).map(({ text }) => text);
    const paste = this.#pastes.take(edit.doc, pieces);
    if (!paste) return false;
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
