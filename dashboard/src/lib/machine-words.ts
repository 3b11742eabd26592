import { duration } from './times.js';

/** Below this a difference of clocks is told in ms. */
const IN_MS = 10_000;

/** What is said of a seat's machine, apart from what it sees. */
export const machineWords = {
  clockOff: (offsetMs: number, uncertaintyMs: number): string => {
    const off = Math.abs(offsetMs);
    if (off <= uncertaintyMs) return `as the hub’s, ±${uncertaintyMs} ms`;
    const length = off < IN_MS ? `${off} ms` : duration(off);
    return `${length} ${offsetMs > 0 ? 'behind' : 'ahead of'} the hub’s, ±${uncertaintyMs} ms`;
  },
} as const;
