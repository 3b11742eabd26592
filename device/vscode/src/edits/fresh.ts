/** Words and runs of signs: what a formatter moves about, but does not make. */
const TOKENS = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]+/gu;

/** So few words are looked for one by one, which is faster than to take a text apart. */
const FEW = 16;

/** A text without its white space: indentation and line ends change on their way into a document. */
export function dense(text: string): string {
  return text.replaceAll(/\s+/gu, '');
}

/**
 * Characters of these pieces that are new: in words or signs that stand in none of the known texts. White space is not counted, and a piece that
 * comes several times counts once, so that a rename, a sorted import, a moved line or another layout of the same code is hardly new.
 */
export function freshCharacters(pieces: readonly string[], known: Iterable<string>): number {
  const fresh = new Map<string, number>();
  for (const piece of new Set(pieces))
    for (const [token] of piece.matchAll(TOKENS)) fresh.set(token, (fresh.get(token) ?? 0) + 1);
  for (const text of known) {
    if (fresh.size === 0) return 0;
    if (fresh.size <= FEW) {
      for (const token of fresh.keys()) if (text.includes(token)) fresh.delete(token);
    } else for (const [token] of text.matchAll(TOKENS)) fresh.delete(token);
  }
  let sum = 0;
  for (const [token, times] of fresh) sum += token.length * times;
  return sum;
}

/** Whether these pieces are what a paste of this text makes: all of it, at one place, at several, or spread over several. */
export function holdsPaste(pieces: readonly string[], pasted: string): boolean {
  const wanted = dense(pasted);
  return wanted === '' ? pieces.length > 0 : pieces.map(dense).join('').includes(wanted);
}
