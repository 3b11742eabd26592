import { LiveFrame } from '@invigil/contract';
import type { Page } from 'playwright-core';

/** What a page was sent by the hub. */
export type Arrived = { snapshots: number; deltas: number; seatChanges: number; bytes: number; gaps: number };

/** Counts what comes over a page's WebSockets, outside of the page so that it costs it nothing. Begin before the page is opened. */
export function watchArrivals(page: Page): { now: () => Arrived } {
  const arrived: Arrived = { snapshots: 0, deltas: 0, seatChanges: 0, bytes: 0, gaps: 0 };
  let last: number | null = null;
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const text = payload.toString();
      const frame = LiveFrame.parse(JSON.parse(text));
      arrived.bytes += text.length;
      if (frame.type === 'snapshot') arrived.snapshots += 1;
      if (frame.type === 'delta') {
        arrived.deltas += 1;
        arrived.seatChanges += frame.changes.filter(({ type }) => type === 'seat').length;
        if (last !== null && frame.n !== last + 1) arrived.gaps += 1;
      }
      last = frame.n;
    });
  });
  return { now: () => ({ ...arrived }) };
}
