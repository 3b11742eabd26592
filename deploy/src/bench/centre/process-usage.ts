import { readFileSync } from 'node:fs';
import { ifThere, processFields, processTree } from '../../room/process-tree.js';

/** Ticks of the processor's clock a second, as Linux counts them for programs. */
const TICKS_PER_SECOND = 100;

/** What a program and those that it started took until now. */
export type ProcessUsage = {
  /** Processor time, ms. */
  cpuMs: number;
  /** Memory, MiB; what several share is counted once, in equal parts. */
  memoryMib: number;
};

/** Adds up what a process and all below it take. A process that is gone meanwhile counts for nothing. */
export function usageOf(root: number): ProcessUsage {
  const usage = { cpuMs: 0, memoryMib: 0 };
  for (const pid of processTree(root)) {
    usage.cpuMs += ifThere(pid, cpuMsOf) ?? 0;
    usage.memoryMib += ifThere(pid, memoryMibOf) ?? 0;
  }
  return usage;
}

/** Time of a process itself and of its children that have ended. */
function cpuMsOf(pid: number): number {
  const ticks = processFields(pid).slice(11, 15).map(Number);
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / TICKS_PER_SECOND;
}

function memoryMibOf(pid: number): number {
  const kib = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kib ?? 0) / 1024;
}
