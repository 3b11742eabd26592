/**
 * A JSON value as its one text (RFC 8785): keys sorted by their UTF-16 code units, no blanks, numbers as ECMAScript writes them. The
 * same value gives the same text, in whatever order its keys were written. A key whose value is undefined is left out.
 */
export function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join(',')}}`;
}
