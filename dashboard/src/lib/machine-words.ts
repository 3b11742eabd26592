import { msg, str } from '@lit/localize';
import type { Health } from '@invigil/contract';
import { duration } from './times.js';

/** Below this a difference of clocks is told in ms. */
const IN_MS = 10_000;

/** What is said of a seat's machine, apart from what it sees. */
export const machineWords = {
  machineFact: {
    clock: msg('Clock'),
    disk: msg('Disk'),
    givenUp: msg('Given up for want of room'),
  },
  diskNear: msg('disk nearly full'),
  diskUse: ({ freeMb, limitMb, near, usedMb }: NonNullable<Health['disk']>): string =>
    near
      ? msg(str`nearly full: ${usedMb} of ${limitMb} MB used, ${freeMb} MB free`)
      : msg(str`${usedMb} of ${limitMb} MB used, ${freeMb} MB free`),
  /** What was thrown away for want of room; null where nothing was. */
  givenUp: ({ events, pictures, tracks }: NonNullable<Health['disk']>['givenUp']): string | null => {
    const counts = [
      [pictures, msg('pictures')],
      [tracks, msg('tracks')],
      [events, msg('events')],
    ] as const;
    const said = counts.filter(([count]) => count > 0).map(([count, what]) => msg(str`${count} ${what}`));
    return said.length === 0 ? null : said.join(msg(', '));
  },
  clockOff: (offsetMs: number, uncertaintyMs: number): string => {
    const off = Math.abs(offsetMs);
    if (off <= uncertaintyMs) return msg(str`as the hub’s, ±${uncertaintyMs} ms`);
    const length = off < IN_MS ? msg(str`${off} ms`) : duration(off);
    return offsetMs > 0
      ? msg(str`${length} behind the hub’s, ±${uncertaintyMs} ms`)
      : msg(str`${length} ahead of the hub’s, ±${uncertaintyMs} ms`);
  },
} as const;
