import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn } from './browser.js';
import { film, openTestRoom } from './test-room.js';

/** A cue's time is 12 s; a machine that has much else to do takes longer to tell the outcome. */
const OUTCOME_MS = 30_000;

describe('asking whether a person answers', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;

  before(async () => {
    ({ room, close } = await openTestRoom({
      a1: film('calm', { loop: true }),
      a2: film('calm', { loop: true }),
    }));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room);
    room.startSeat('a1');
    await page.locator('#seat-room-1-a1[data-level="calm"]').waitFor();
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  test('a seat that is not there can’t be asked, and the page says why', async () => {
    await page.goto(`${room.url}/rooms/room-1/seats/a2`);
    const check = page.locator('invigil-answer-check');
    await check.getByText('The seat is not connected').waitFor();
    assert.equal(await check.getByRole('button', { name: 'Start' }).getAttribute('aria-disabled'), 'true');
  });

  test('one cue that nobody follows is told and flags nobody, the second in a row is a signal', async () => {
    await page.goto(`${room.url}/rooms/room-1/seats/a1`);
    const check = page.locator('invigil-answer-check');
    await ask(check, 'Turn to the left');
    assert.equal(await page.locator('main').getByText('Asked movement not seen').count(), 0);
    await ask(check, 'Turn to the right');
    await page
      .getByText(/asked movement not seen/i)
      .first()
      .waitFor({ timeout: OUTCOME_MS });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
      .analyze();
    assert.deepEqual(
      violations.map(({ id }) => id),
      [],
    );
  });

  /** Gives a cue by keyboard alone, and waits for what a film of somebody who hears nothing comes to. */
  async function ask(check: ReturnType<Page['locator']>, movement: string): Promise<void> {
    await check.getByRole('radio', { name: movement }).focus();
    await page.keyboard.press('Space');
    await check.getByRole('button', { name: 'Start' }).focus();
    await page.keyboard.press('Enter');
    await check.getByText('Say now:').first().waitFor();
    await check.getByText(/\d+ seconds? left/).waitFor();
    await check.locator('[role="status"]').getByText('Movement not seen.').waitFor({ timeout: OUTCOME_MS });
  }
});
