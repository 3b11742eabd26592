import { dense, freshCharacters } from './fresh.js';
import type { Replaced } from './shadow.js';

/** What of an edit is looked at. */
export type Seen = {
  changes: readonly Replaced[];
  /** What stood there before, change by change. */
  removed: readonly string[];
  /** The document before; empty for a run. */
  before: string;
  /** Single characters that followed each other: no suggestion comes so. */
  run: boolean;
  /** Whether a change touched the place of the cursor. */
  atCursor: boolean;
  /** Whether the editor moved its cursor as it does for keys. It does not so for a paste, for a suggestion or for an extension's edit. */
  byKeys: boolean;
};

/** How an edit came about, as far as its shape tells. `keys-at-once`: by the way of keys, but more than a key brings. */
export type Way = 'typed' | 'keys-at-once' | 'completed' | 'small' | 'bulk';

/** From this many new characters on an edit by no key, paste or suggestion is much text. */
export const BULK_FRESH = 60;
/** A suggestion or snippet that takes the place of a word may bring this many new characters: snippets are long. */
const LONG_COMPLETION_FRESH = 200;
/** What an input method commits at once is shorter, in characters without white space. */
const TYPED_AT_ONCE = 60;
/** A suggestion replaces the beginning of a word, or an abbreviation, no longer than this. */
const LONGEST_WORD = 64;

/**
 * Tells the way of an edit that is neither a paste that was seen, nor undone or redone, nor read from the disk.
 * @param known texts that stand in the editor, among them the document as it was before; asked only where the edit is long
 */
export function wayOf(seen: Seen, known: () => Iterable<string>): Way {
  const pieces = seen.changes.map(({ text }) => text);
  if (seen.byKeys)
    return pieces.some((piece) => piece.length >= TYPED_AT_ONCE && dense(piece).length >= TYPED_AT_ONCE)
      ? 'keys-at-once'
      : 'typed';
  const completion = completionOf(seen);
  const inserted = dense([...new Set(pieces)].join('')).length;
  if (inserted < BULK_FRESH) return completion === undefined ? 'small' : 'completed';
  const fresh = freshCharacters(pieces, known());
  if (fresh < BULK_FRESH) return completion === 'word' ? 'completed' : 'small';
  return completion === 'word' && fresh < LONG_COMPLETION_FRESH ? 'completed' : 'bulk';
}

/** Whether an edit has the shape of a suggestion that was taken: for a word, or what follows the cursor. */
function completionOf({
  atCursor,
  before: document,
  changes,
  removed,
  run,
}: Seen): 'word' | 'rest' | undefined {
  const [first] = changes;
  const [before] = removed;
  if (run || !atCursor || first === undefined || before === undefined) return undefined;
  // Several cursors take the same suggestion.
  if (changes.some(({ text }) => text !== first.text) || removed.some((text) => text !== before))
    return undefined;
  if (first.text.length <= before.length) return undefined;
  if (before !== '' && before.length <= LONGEST_WORD && !/\s/u.test(before)) return 'word';
  if (!first.text.startsWith(before)) return undefined;
  const rest = first.text.slice(before.length);
  // A tag or bracket that the editor closes by itself is no suggestion, nor is a line that is doubled or moved.
  const closes = /^\s*<\//u.test(rest) || !/\p{L}{2}/u.test(rest);
  return closes || document.includes(rest.trim()) ? undefined : 'rest';
}
