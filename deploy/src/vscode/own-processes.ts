import { readdirSync, readFileSync } from 'node:fs';

/** Extension hosts among the descendants of a process of ours, by their ids. Linux only. */
export function extensionHostsOf(root: number): number[] {
  const parents = new Map<number, number>();
  const hosts: number[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      // The name in brackets may hold spaces; the parent is the second field after it.
      const [, parent] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
      parents.set(pid, Number(parent));
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=extensionHost')) hosts.push(pid);
    } catch {
      // It ended meanwhile.
    }
  }
  const descends = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && pid > 1 && descends(parents.get(pid)));
  return hosts.filter(descends);
}
