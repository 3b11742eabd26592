import { readFileSync } from 'node:fs';
import { ifThere, processTree } from '../room/process-tree.js';

/** Extension hosts among a process of ours and its descendants, by their ids. Linux only. */
export function extensionHostsOf(root: number): number[] {
  const isHost = (pid: number): boolean =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=extensionHost');
  return processTree(root).filter((pid) => ifThere(pid, isHost));
}
