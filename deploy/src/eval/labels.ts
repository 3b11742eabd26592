import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import * as z from 'zod';
import { EvalError } from './eval-error.js';

const PICTURES = new Set(['.jpg', '.jpeg', '.png']);

/** The pictures directly in a folder, by name; none where there is no folder. */
export async function picturesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .filter((name) => PICTURES.has(extname(name).toLowerCase()))
    .toSorted()
    .map((name) => join(folder, name));
}

/**
 * Reads a table with a header line. Lines that begin with `#` are comments; a value may stand in double quotes.
 * Throws `bad-labels` where a line is not what `line` says.
 */
export function readTable<T>(file: string, separator: ',' | '\t', line: z.ZodType<T>): T[] {
  const [header = [], ...lines] = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((text) => text.trim() !== '' && !text.startsWith('#'))
    .map((text) => splitLine(text, separator));
  return lines.map((values, i) =>
    parseLabel(
      line,
      Object.fromEntries(header.map((name, at) => [name, values[at]])),
      `${file}, row ${i + 1}`,
    ),
  );
}

/** Checks what was read against its schema. Throws `bad-labels` that names `where`. */
export function parseLabel<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new EvalError('bad-labels', `${where}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
}

function splitLine(text: string, separator: ',' | '\t'): string[] {
  const value = new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g');
  return [...text.matchAll(value)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}
