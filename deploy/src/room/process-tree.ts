import { readFileSync, readdirSync } from 'node:fs';

/** A process and all below it, by their ids. Linux only. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const pid of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const parent = ifThere(pid, () => Number(processFields(pid)[1]));
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const tree = [root];
  // Those that are found meanwhile are gone through too.
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** What `/proc/PID/stat` says after the name, which may hold anything: the state first, then the parent. @throws where it has ended */
export function processFields(pid: number): string[] {
  return (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
}

/** What is read of a process; undefined where it ended meanwhile. */
export function ifThere<T>(pid: number, read: (pid: number) => T): T | undefined {
  try {
    return read(pid);
  } catch {
    return undefined;
  }
}
