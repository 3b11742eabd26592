import { join } from 'node:path';

/** Where a seat's daemon lays the editor's file unless it is told otherwise: `run` in the standard `dataDir` of its configuration. */
const STANDARD_FILE = '/var/lib/invigil/run/editor.json';

/**
 * Path of `editor.json`: as the machine's setting says, or where the daemon lays it.
 * @param setting value of `invigil.editorFile`; a folder's own value never gets here
 */
export function editorFile(setting: string | undefined, home: string): string {
  const path = setting?.trim() ?? '';
  if (path === '') return STANDARD_FILE;
  return path.startsWith('~/') ? join(home, path.slice(2)) : path;
}
