import { type Health, LiveFrame } from '@invigil/contract';
import type { Page } from 'playwright-core';

/** Collects what the seats say of themselves, by listening to what the hub tells the page. Loads the page anew. */
export async function watchHealth(page: Page): Promise<Map<string, Health[]>> {
  const reports = new Map<string, Health[]>();
  const note = (payload: string | Buffer): void => {
    const frame = LiveFrame.safeParse(JSON.parse(payload.toString()));
    if (!frame.success || frame.data.type !== 'delta') return;
    for (const change of frame.data.changes) {
      if (change.type !== 'seat' || change.seat.health === null) continue;
      const { health, seat } = change.seat;
      const known = reports.get(seat) ?? [];
      if (known.at(-1)?.at !== health.at) reports.set(seat, [...known, health]);
    }
  };
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => note(payload)));
  await page.reload();
  await page.locator('invigil-seat-tile').first().waitFor();
  return reports;
}
