/**
 * A JSON value as its one text (RFC 8785): keys sorted by their UTF-16 code units, no blanks, numbers as ECMAScript writes them. The
 * same value gives the same text, in whatever order its keys were written. A key whose value is undefined is left out.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const inner of value) text += `${text === '' ? '' : ','}${canonicalText(inner)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const inner = value[key];
    if (inner === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalText(inner)}`;
  }
  return `{${text}}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
