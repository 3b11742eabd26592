import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../system/until.js';

/** Where systemd keeps its groups of processes: the one tree of today, or its own beside those of before (cgroups(7)). */
const TREES = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified', '/sys/fs/cgroup/systemd'];

/** Groups for one machine: two machines in one would end each other's services. Returns their folders. */
export function makeCgroups(name: string): string[] {
  const made = TREES.filter((tree) => existsSync(join(tree, 'cgroup.procs'))).map((tree) => join(tree, name));
  for (const folder of made) mkdirSync(folder, { recursive: true });
  return made;
}

/** Removes them with what is in them, once their last process has ended. */
export async function removeCgroups(folders: readonly string[]): Promise<void> {
  await until(() => folders.every((folder) => isRemoved(folder)));
}

function isRemoved(folder: string): boolean {
  if (!existsSync(folder)) return true;
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of below) if (!isRemoved(join(folder, name))) return false;
  try {
    rmdirSync(folder);
    return true;
  } catch {
    // A process of it is still ending.
    return false;
  }
}
