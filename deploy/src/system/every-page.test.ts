import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type EventBody, IncidentList, type Signal } from '@invigil/contract';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { logIn, openBrowser, violationsOf } from './browser.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const SESSION = 'algebra-ii';

/** Each page, and one that is none. What the menu leads to must be among them. */
const ADDRESSES = [
  '/rooms/room-1',
  '/rooms/room-1/seats/a1',
  '/rooms/room-1/layout',
  '/rooms/room-1/ready',
  '/devices',
  '/devices/room-1/a1',
  '/updates',
  '/centre',
  '/exams',
  `/exams/${SESSION}`,
  '/candidates',
  '/policies',
  '/policies/standard',
  '/users',
  '/records',
  `/records/room-1/a1/${SESSION}`,
  `/records/room-1/a1/${SESSION}/replay`,
  '/audit',
  '/account',
  '/nowhere',
];

type Look = {
  name: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
  language?: string;
  rightToLeft?: true;
  forcedColors?: 'active';
};

const LOOKS: readonly Look[] = [
  { name: 'light, 1366×768', width: 1366, height: 768, colorScheme: 'light' },
  { name: 'dark, tablet 1024×768, German', width: 1024, height: 768, colorScheme: 'dark', language: 'de' },
  {
    name: 'dark, 2560×1440, high contrast',
    width: 2560,
    height: 1440,
    colorScheme: 'dark',
    forcedColors: 'active',
  },
  {
    name: 'light, tablet, from right to left',
    width: 1024,
    height: 768,
    colorScheme: 'light',
    rightToLeft: true,
  },
];

describe('every page, in every look', () => {
  let browser: Browser;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let seat: ScriptedSeat | undefined;
  let awake: NodeJS.Timeout | undefined;
  let page: Page;
  const errors: string[] = [];

  before(async () => {
    const calm = film('calm', { loop: false });
    ({ room, close } = await openTestRoom({ a1: calm, a2: calm }, { candidates: { a1: 'Kim Candidate' } }));
    await room.startHub();
    browser = await openBrowser();
    page = await logIn(browser, room, room.addUser('ada', 'admin'));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.locator('invigil-seat-tile').first().waitFor({ timeout: 30_000 });
    seat = await ScriptedSeat.connect(room, 'a1');
    await seat.heedPolicies({ session: SESSION });
    awake = setInterval(() => void seat?.fare().catch(() => undefined), 3000);
    await seat.tell(...whatHappened(Date.now()));
    await keepExam(page, room);
    await until(async () => {
      const answer = await page.request.get(`${room.url}/api/incidents`);
      return IncidentList.parse(await answer.json()).incidents.length > 3;
    });
  });

  after(async () => {
    clearInterval(awake);
    await seat?.close();
    await browser?.close();
    await close?.();
  });

  for (const look of LOOKS) {
    test(`nothing is wrong with any page for axe (WCAG 2.2 AA), and none runs over the edge (${look.name})`, async () => {
      const wrong: string[] = [];
      await dress(page, look);
      for (const address of ADDRESSES) {
        await page.goto(room.url + address);
        await settle(page, look);
        // With high contrast the reader's own palette is drawn, of which axe knows nothing.
        const without = look.forcedColors ? ['color-contrast'] : [];
        wrong.push(...(await violationsOf(page, without)).map((violation) => `${address}: ${violation}`));
        wrong.push(...(await overTheEdge(page)).map((over) => `${address}: ${over}`));
      }
      assert.deepEqual(wrong, []);
    });
  }

  test('each page of the menu is among those that are looked at, and no page broke', async () => {
    await page.goto(`${room.url}/rooms/room-1`);
    await page.getByRole('button', { name: /menu|menü/i }).click();
    const links = await page
      .getByRole('navigation')
      .getByRole('link')
      .evaluateAll((found) =>
        found.map((link) => new URL(link.getAttribute('href') ?? '', location.href).pathname),
      );
    assert.ok(links.length > 5, links.join());
    assert.deepEqual(
      links.filter((link) => !ADDRESSES.includes(link) && link !== '/' && link !== '/ready'),
      [],
    );
    assert.deepEqual(errors, []);
  });
});

/** What a seat tells of each of its sources: signals that are over, some that last, one that is noted only, blind time. */
function whatHappened(now: number): EventBody[] {
  const told: (Pick<Signal, 'kind' | 'source'> & Partial<Signal> & { fromMs: number; toMs?: number })[] = [
    { kind: 'phone', source: 'camera', fromMs: 300_000, toMs: 280_000 },
    { kind: 'dark', source: 'camera', fromMs: 250_000, toMs: 240_000 },
    { kind: 'page-hidden', source: 'page', fromMs: 200_000, toMs: 190_000, detail: { count: 3 } },
    {
      kind: 'text-copied',
      source: 'editor',
      fromMs: 150_000,
      toMs: 149_000,
      noted: true,
      detail: { characters: 120 },
    },
    { kind: 'usb-storage', source: 'machine', fromMs: 100_000, detail: { what: ['A stick'] } },
    { kind: 'looking-away', source: 'camera', fromMs: 20_000, direction: 'left' },
  ];
  return told.flatMap(({ fromMs, toMs, ...rest }, index): EventBody[] => {
    const startedAt = now - fromMs;
    const open: Signal = {
      id: `${SCRIPTED_BOOT}-${index + 1}`,
      startedAt,
      openedAt: startedAt + 1000,
      endedAt: null,
      confidence: 0.8,
      seenMs: 5000,
      ...rest,
    };
    const opened: EventBody = { type: 'signal-opened', signal: open };
    if (toMs === undefined) return [opened];
    return [opened, { type: 'signal-closed', signal: { ...open, endedAt: now - toMs } }];
  });
}

/** An exam with a candidate in it, so that its pages have something to show. */
async function keepExam(page: Page, room: LocalRoom): Promise<void> {
  const answer = await page.request.post(`${room.url}/api/exams`, {
    headers: { origin: room.url },
    data: {
      exam: SESSION,
      name: 'Algebra II',
      rooms: ['room-1'],
      startsAt: Date.now(),
      minutes: 90,
      policy: null,
    },
  });
  assert.ok(answer.ok(), await answer.text());
}

async function dress(page: Page, look: Look): Promise<void> {
  await page.setViewportSize(look);
  await page.emulateMedia({
    colorScheme: look.colorScheme,
    reducedMotion: 'reduce',
    forcedColors: look.forcedColors ?? 'none',
  });
  await page.evaluate(
    (language) => localStorage.setItem('invigil-language', language),
    look.language ?? 'en',
  );
}

/** Waits until the page has drawn what it fetched. */
async function settle(page: Page, look: Look): Promise<void> {
  await page.locator('main').first().waitFor();
  if (look.rightToLeft) await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined);
  await page.waitForTimeout(300);
}

/** How far the page can be pushed sideways; what scrolls by itself, such as a wide table, may. */
async function overTheEdge(page: Page): Promise<string[]> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return over > 0 ? [`${over} px too wide`] : [];
}
