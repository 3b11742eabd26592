import { readFileSync, readdirSync } from 'node:fs';

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
  const children = childrenByParent();
  const usage = { cpuMs: 0, memoryMib: 0 };
  for (const waiting = [root]; ;) {
    const pid = waiting.pop();
    if (pid === undefined) return usage;
    waiting.push(...(children.get(pid) ?? []));
    usage.cpuMs += ifThere(() => cpuMsOf(pid));
    usage.memoryMib += ifThere(() => memoryMibOf(pid));
  }
}

/** Time of a process itself and of its children that have ended. */
function cpuMsOf(pid: number): number {
  const ticks = fieldsOf(pid).slice(11, 15).map(Number);
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / TICKS_PER_SECOND;
}

function memoryMibOf(pid: number): number {
  const kib = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kib ?? 0) / 1024;
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = ifThere(() => Number(fieldsOf(pid)[1]));
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  return children;
}

/** What `/proc/PID/stat` says after the name, which may hold anything: the state first, then the parent. */
function fieldsOf(pid: number): string[] {
  return (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
}

function ifThere(read: () => number): number {
  try {
    return read();
  } catch {
    return 0;
  }
}
