/** Strings that JSON writes as they are, between quotes. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
/** Keys are few and come again with each event; beyond this many a key is written anew each time. */
const MOST_KEYS = 1000;
const writtenKeys = new Map<string, string>();

/**
 * A JSON value as its one text (RFC 8785): keys sorted by their UTF-16 code units, no blanks, numbers as ECMAScript writes them. The
 * same value gives the same text, in whatever order its keys were written. A key whose value is undefined is left out.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`;
  if (typeof value === 'string') return stringText(value);
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const inner of value) text += (text === '' ? '' : ',') + canonicalText(inner);
    return `[${text}]`;
  }
  for (const key of inOrder(Object.keys(value))) {
    const inner = value[key];
    if (inner === undefined) continue;
    text += (text === '' ? '' : ',') + keyText(key) + canonicalText(inner);
  }
  return `{${text}}`;
}

function stringText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** A key with its colon. */
function keyText(key: string): string {
  const known = writtenKeys.get(key);
  if (known !== undefined) return known;
  const written = `${JSON.stringify(key)}:`;
  if (writtenKeys.size < MOST_KEYS) writtenKeys.set(key, written);
  return written;
}

/** Sorts in place, by insertion: objects have few keys, for which it takes half the time of `sort` (it is done for each event twice). */
function inOrder(keys: string[]): string[] {
  if (keys.length > 32) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? '';
    let at = i;
    for (let before = keys[at - 1]; before !== undefined && before > key; before = keys[at - 1]) {
      keys[at] = before;
      at -= 1;
    }
    keys[at] = key;
  }
  return keys;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
