import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import * as z from 'zod';
import { PLACES } from '../../room/places.js';

/** How long an empty tab comes to rest, and how long after the first useful paint the page may still fetch scripts by itself, ms. */
const SETTLES_MS = 3000;
const WITHIN_MS = 120_000;

/** One opening of the page, with nothing of it in the browser's cache. Times from the start of the navigation, ms. */
export type FirstLoad = {
  firstPaintMs: number;
  /** When the frame was drawn in which every seat of the room stood on the map. */
  usefulPaintMs: number;
  /** Built scripts that were asked for before that, and those that the page fetched by itself afterwards. */
  scripts: { before: string[]; after: string[] };
};

const Seen = z.object({
  firstPaintMs: z.number(),
  usefulPaintMs: z.number(),
  scripts: z.array(z.object({ path: z.string(), at: z.number() })),
});

/** Opens the room in a page of its own, and closes it. @param seats that the room has */
export async function loadOnce(context: BrowserContext, url: string, seats: number): Promise<FirstLoad> {
  const page = await context.newPage();
  try {
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.addInitScript(markUsefulPaint, seats);
    // A new tab has Chromium load pages of its own beside it, which are none of ours.
    await page.waitForTimeout(SETTLES_MS);
    await page.goto(url, { waitUntil: 'commit', timeout: WITHIN_MS });
    await page.waitForFunction(() => performance.getEntriesByName('useful-paint').length > 0, undefined, {
      timeout: WITHIN_MS,
    });
    await page.waitForTimeout(SETTLES_MS);
    const seen = await page.evaluate(() => ({
      firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      usefulPaintMs: performance.getEntriesByName('useful-paint')[0]?.startTime,
      scripts: performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .map(({ name, startTime }) => ({ path: new URL(name).pathname, at: startTime })),
    }));
    const { firstPaintMs, scripts, usefulPaintMs } = Seen.parse(seen);
    const pathsWhere = (isWanted: (at: number) => boolean): string[] =>
      scripts.filter(({ at }) => isWanted(at)).map(({ path }) => path);
    return {
      firstPaintMs,
      usefulPaintMs,
      scripts: {
        before: pathsWhere((at) => at <= usefulPaintMs),
        after: pathsWhere((at) => at > usefulPaintMs),
      },
    };
  } finally {
    await page.close();
  }
}

/** Bytes of built files when each is packed by itself, as a hub sends them. */
export async function gzipBytes(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(PLACES.dashboard, file)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** In the page: looks at each frame whether the whole room stands on it, and marks the time at which that frame was drawn. */
function markUsefulPaint(seats: number): void {
  const mapIn = (root: Document | ShadowRoot): Element | undefined => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'invigil-seat-map') return element;
      const inside = element.shadowRoot === null ? undefined : mapIn(element.shadowRoot);
      if (inside !== undefined) return inside;
    }
    return undefined;
  };
  const look = (): void => {
    const tiles = [...(mapIn(document)?.shadowRoot?.querySelectorAll('invigil-seat-tile') ?? [])];
    const drawn = tiles.filter((tile) => (tile.shadowRoot?.querySelector('.label') ?? null) !== null);
    if (drawn.length < seats) {
      requestAnimationFrame(look);
      return;
    }
    // A callback of a frame comes before it is drawn, the next task after it.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark('useful-paint');
      port1.close();
    };
    port2.postMessage(null);
  };
  requestAnimationFrame(look);
}
