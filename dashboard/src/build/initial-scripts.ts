import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What of a built file says which others are loaded with it. */
type BuiltFile = {
  fileName: string;
  isEntry: boolean;
  /** The module for which it was made; null where it holds what several share. */
  facadeModuleId: string | null;
  imports: readonly string[];
};

/** What a page loads before anybody does something. */
type Initial = {
  /** Ends of the names of modules that are loaded when the page opens though their import is written as one for later. */
  beforehand: readonly string[];
  /** The most that all of it may have, each file packed by itself, bytes. */
  mostBytes: number;
};

/** Ends the build where the scripts that a page loads at its opening became too large. */
export function initialScripts({ beforehand, mostBytes }: Initial): Plugin {
  return {
    name: 'initial-scripts',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const files = initialFiles(chunks, beforehand);
      const bytes = chunks
        .filter(({ fileName }) => files.has(fileName))
        .reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
      const said = `${files.size} scripts, ${bytes} bytes of gzip, are loaded when the page opens`;
      if (bytes > mostBytes)
        this.error(
          `${said}: ${mostBytes} at most. Load what the room does not need when its page is opened.`,
        );
      this.info(`${said} (${mostBytes} at most)`);
    },
  };
}

/** Names of the files that are loaded when the page opens. Throws an Error where a module of `beforehand` has no file of its own. */
export function initialFiles(files: readonly BuiltFile[], beforehand: readonly string[]): Set<string> {
  const byName = new Map(files.map((file) => [file.fileName, file]));
  const later = beforehand.map((name) => {
    const found = files.find(({ facadeModuleId }) => facadeModuleId?.endsWith(name) === true);
    if (found === undefined) throw new Error(`no file was built for ${name}`);
    return found;
  });
  const waiting = [...files.filter(({ isEntry }) => isEntry), ...later];
  const initial = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (initial.has(file.fileName)) continue;
    initial.add(file.fileName);
    waiting.push(...file.imports.flatMap((name) => byName.get(name) ?? []));
  }
  return initial;
}
