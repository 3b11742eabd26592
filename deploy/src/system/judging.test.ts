import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Signal } from '@invigil/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';

/** The seat was empty for a while, a minute ago. */
const LEFT = {
  id: `${SCRIPTED_BOOT}-1`,
  kind: 'face-absent',
  source: 'camera',
  startedAt: Date.now() - 60_000,
  openedAt: Date.now() - 55_000,
  endedAt: null,
  confidence: 0.9,
} as const satisfies Signal;

describe('judging what was seen', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let seat: ScriptedSeat | undefined;

  before(async () => {
    ({ room, close } = await openTestRoom({ a1: film('calm', { loop: false }) }));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room);
    seat = await ScriptedSeat.connect(room, 'a1');
    await seat.tell(
      { type: 'signal-opened', signal: LEFT },
      { type: 'signal-closed', signal: { ...LEFT, endedAt: LEFT.openedAt + 4000 } },
    );
    await item(page).waitFor();
  });

  after(async () => {
    await seat?.close();
    await browser?.close();
    await close?.();
  });

  test('by keyboard alone: look, clear with a reason, take it back', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('1');
    const dialog = page.locator('invigil-judge-dialog');
    await dialog.getByRole('radio', { name: 'Clear' }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await dialog.getByRole('radio', { name: 'It is there, and harmless' }).check();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Seat A1: cleared.').waitFor();
    await item(page).waitFor({ state: 'detached' });
    const behind = page.getByText('1 judged in the last hour');
    await behind.waitFor();
    await page.keyboard.press('u');
    await page.getByText('Seat A1: taken back.').waitFor();
    await item(page).waitFor();
    assert.equal(await behind.count(), 0);
  });

  test('a confirmation says in words what was seen, and waits for a second person', async () => {
    await item(page)
      .getByRole('button', { name: /^Judge seat A1/ })
      .click();
    const dialog = page.locator('invigil-judge-dialog');
    await dialog.locator('.outcomes label').filter({ hasText: 'Confirm' }).click();
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByText('Say in a few words what was seen.').waitFor();
    await dialog.getByLabel(/what was seen/).fill('left the room for a minute');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await item(page).getByText('Confirmed by invigilator: a second person is needed').waitFor();

    const reviewer = await signIn(browser, room, room.addUser('rex', 'reviewer'));
    await item(reviewer).getByText('a second person is needed').waitFor();
    assert.deepEqual(await violationsOf(reviewer), []);
    await item(reviewer).getByRole('link').click();
    await reviewer.getByRole('heading', { name: 'What was seen' }).waitFor();
    assert.equal(await reviewer.locator('invigil-preview-picture, invigil-answer-check').count(), 0);
    assert.deepEqual(await violationsOf(reviewer), []);
    await reviewer.getByRole('button', { name: /^Judge seat A1/ }).click();
    const theirs = reviewer.locator('invigil-judge-dialog');
    await theirs.getByText('left the room for a minute').waitFor();
    await theirs.locator('.outcomes label').filter({ hasText: 'Confirm' }).click();
    await theirs.getByLabel(/what was seen/).fill('the seat was empty, I saw the pictures');
    await theirs.getByRole('button', { name: 'Confirm' }).click();
    await reviewer.getByText('Confirmed by two, last by rex').waitFor();
    await page.getByText('1 judged in the last hour').click();
    await page.getByText('Confirmed by two, last by rex').waitFor();
  });
});

/** The incident of the seat, where it is drawn. */
function item(page: Page): Locator {
  return page.locator('invigil-incident-item[data-seat="room-1/a1"]').first();
}
