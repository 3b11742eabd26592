import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Lays Debian's copyright file of each package beside the shared libraries that come from it: who hands these on owes it. */
export function putLicences(libraries: Iterable<string>, into: string): void {
  const patterns = [...libraries].map((file) => `*/${basename(realpathSync(file))}`);
  // It fails where one of them is no package's; the others it names all the same.
  const { stdout } = spawnSync('dpkg-query', ['--search', ...patterns], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  mkdirSync(into, { recursive: true });
  for (const name of packagesIn(stdout)) {
    const text = join('/usr/share/doc', name, 'copyright');
    if (existsSync(text)) copyFileSync(text, join(into, name));
  }
}

/** The packages in what `dpkg-query --search` printed: `libx265-199:amd64: /usr/lib/…`, without what only leads there. */
export function packagesIn(printed: string): string[] {
  const names = new Set<string>();
  for (const line of printed.split('\n')) {
    const name = /^([a-z0-9][a-z0-9.+-]+)(?::[a-z0-9]+)?: \//.exec(line)?.[1];
    if (name !== undefined) names.add(name);
  }
  return [...names].toSorted();
}
