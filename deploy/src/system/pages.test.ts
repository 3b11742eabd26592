import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { film, openTestRoom } from './test-room.js';

const LOOKS = [
  { name: 'light, 1366×768', colorScheme: 'light', width: 1366, height: 768 },
  { name: 'dark, 1366×768', colorScheme: 'dark', width: 1366, height: 768 },
  { name: 'light, tablet', colorScheme: 'light', width: 1024, height: 768 },
] as const;

describe('the pages, as people use them', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  const errors: string[] = [];

  before(async () => {
    ({ room, close } = await openTestRoom({
      a1: film('covered', { loop: true }),
      a2: film('calm', { loop: true }),
    }));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room);
    page.on('pageerror', (error) => errors.push(error.message));
    for (const seat of ['a1', 'a2']) room.startSeat(seat);
    await page.locator('#seat-room-1-a1[data-level="calm"]').waitFor();
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  test('nothing of the room is served before the log-in', async () => {
    for (const path of [
      '/',
      '/rooms/room-1',
      '/api/incidents',
      '/api/openapi.json',
      '/api/docs',
      '/assets/x.js',
    ]) {
      const answer = await fetch(room.url + path, { redirect: 'manual', headers: { accept: 'text/html' } });
      assert.ok([302, 303, 401].includes(answer.status), `${path}: ${answer.status}`);
      assert.doesNotMatch(await answer.text(), /room-1/);
    }
    assert.equal((await fetch(`${room.url}/healthz`)).status, 200);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing against WCAG 2.2 AA on any page (${look.name})`, async () => {
      await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(look);
      for (const path of ['/rooms/room-1', '/rooms/room-1/seats/a1']) {
        await page.goto(room.url + path);
        await page.locator('main').first().waitFor();
        assert.deepEqual(await violationsOf(page), [], path);
      }
    });
  }

  test('a seat is found, opened and left by keyboard alone', async () => {
    await page.goto(`${room.url}/rooms/room-1`);
    await page.locator('invigil-seat-tile').first().waitFor();
    for (let i = 0; i < 20 && !(await focusIsOnTile(page)); i++) await page.keyboard.press('Tab');
    assert.ok(await focusIsOnTile(page), 'Tab never reached the seat map');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/seats\/a2$/);
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/rooms\/room-1$/);
  });

  test('the seat page shows the camera while it is open, the risk and what it is made of', async () => {
    await page.goto(`${room.url}/rooms/room-1/seats/a2`);
    const picture = page.locator('invigil-preview-picture img');
    await picture.waitFor({ timeout: 10_000 });
    assert.ok(await picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth > 0));
    await page.locator('.uplot, canvas').first().waitFor();
    await page.getByText('What the risk is made of').waitFor();
  });

  test('the seat page shows what was counted once a minute is over, as an analysis', async () => {
    await page.goto(`${room.url}/rooms/room-1/seats/a2`);
    const panel = page.locator('section[aria-labelledby="analysis"]');
    await panel.getByText('an analysis, not a verdict').first().waitFor();
    const row = panel.getByRole('row', { name: /looks left/i });
    await row.waitFor({ timeout: 90_000 });
    await row.getByRole('img', { name: /looks left, \d+ minutes: between/i }).waitFor();
    await panel.getByText('How long each stay lasted').press('Enter');
    await panel.getByRole('row', { name: /at the screen/i }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });

  test('30 seats fit at 1366×768 without scrolling, and no page broke', async () => {
    assert.deepEqual(errors, []);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`${room.url}/rooms/room-1`);
    const overflow = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
    assert.ok(overflow <= 0, `${overflow} px too high`);
  });
});

function focusIsOnTile(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) {
      if (focused.localName === 'invigil-seat-tile') return true;
      focused = focused.shadowRoot.activeElement;
    }
    return focused?.localName === 'invigil-seat-tile' || focused?.closest('invigil-seat-tile') !== null;
  });
}
