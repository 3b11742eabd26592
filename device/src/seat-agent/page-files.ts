import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** A file as it is served. */
export type PageFile = { bytes: Buffer; type: string; cache: string };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The built page, read once: what is asked for is looked up by its address, so that no address leads out of the folder. Empty where there
 * is no such folder. Files of other kinds are passed over.
 */
export async function readPageFiles(folder: string | undefined): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  if (folder === undefined) return files;
  for (const entry of await entriesOf(folder)) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    // Vite names what lies in assets/ by its content; all else is asked for anew.
    const cache = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
    files.set(path, { bytes: await readFile(file), type, cache });
  }
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
