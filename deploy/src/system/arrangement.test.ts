import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn } from './browser.js';
import { signedInFetch } from './rest.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const WORDS = 'sits the exam without a camera';

describe('a room under a profile of its own, with an arrangement and no budget', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;

  before(async () => {
    ({ room, close } = await openTestRoom(
      { a1: film('covered', { loop: true }), a2: film('leaves', { loop: true }) },
      {
        arranged: { a1: { words: WORDS, noCamera: true } },
        policy: {
          profile: 'closed-book',
          // What is never an alert, so that the budget has something to hold back.
          conduct: { 'face-absent': { weight: 5 } },
          alertBudget: { itemsPerSeatHour: 0 },
        },
      },
    ));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room);
    for (const seat of ['a1', 'a2']) room.startSeat(seat);
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  test('a seat without a camera opens none, is told as not watched and in words, and as no fault', async () => {
    const tile = page.locator('#seat-room-1-a1[data-level="unwatched"]');
    await tile.waitFor();
    assert.match(await tile.locator('a').innerText(), /Not watched[\s\S]*by arrangement/);
    assert.match((await tile.locator('.arranged').textContent()) ?? '', new RegExp(WORDS));
    await page.getByText('1 not watched', { exact: true }).first().waitFor();
  });

  test('what the budget holds back is behind a line that the keyboard opens, and its seat stays marked', async () => {
    const line = page.locator('invigil-incident-queue summary');
    await line.waitFor({ timeout: 60_000 });
    assert.match(await line.innerText(), /1 held back: budget of 0 items a seat-hour/);
    assert.equal(await page.locator('[id^="incident-"]').count(), 0);
    await line.press('Enter');
    const item = page.locator('[data-kinds="face-absent"]');
    await item.waitFor();
    await page
      .locator('.held')
      .getByText(/Rank 1/)
      .first()
      .waitFor();
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
      .analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
      [],
    );
    await line.press('Enter');
    await until(async () => (await item.count()) === 0);
  });

  test('the record says what was held back and why, and nothing of the seat that is not watched', async () => {
    const incidents = await (await signedInFetch(room)).incidents();
    assert.ok(incidents.every(({ seat }) => seat === 'a2'));
    assert.ok(incidents.some(({ heldBack }) => heldBack?.why === 'budget' && heldBack.allowed === 0));
    assert.doesNotMatch(readFileSync(room.logFile('seat-a1'), 'utf8'), /camera not available|"granted":\{/);
  });
});
