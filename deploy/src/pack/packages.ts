import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { relative } from 'node:path';

/** What of a checkout a program needs at run time, as paths from its root. */
export type Packages = {
  /** Workspaces of this repository: `device`, `hub/contract`, … */
  own: string[];
  /** Installed packages: `node_modules/zod`, `node_modules/a/node_modules/b`, … */
  installed: string[];
};

/** Asks npm what a workspace needs without its development dependencies. */
export function packagesOf(root: string, workspace: string): Packages {
  const listed = execFileSync(
    'npm',
    ['ls', '--omit=dev', '--all', '--parseable', `--workspace=${workspace}`],
    { cwd: root, encoding: 'utf8', maxBuffer: 16_000_000, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return sortPackages(listed.split('\n'), root, realpathSync);
}

/** Tells workspaces from installed packages in npm's list; what npm names as the root of all is neither. */
export function sortPackages(
  lines: readonly string[],
  root: string,
  realPath: (path: string) => string,
): Packages {
  const own = new Set<string>();
  const installed = new Set<string>();
  for (const line of lines) {
    const path = line.trim();
    if (path === '' || path === root) continue;
    const place = relative(root, realPath(path));
    if (place.split('/').includes('node_modules')) installed.add(relative(root, path));
    else own.add(place);
  }
  return { own: [...own].toSorted(), installed: [...installed].toSorted() };
}
