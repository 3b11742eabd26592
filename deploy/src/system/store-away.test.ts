import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Signal } from '@invigil/contract';
import type { Browser, Page } from 'playwright-core';
import { Postgres } from '../room/postgres.js';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';

const LEFT = {
  id: `${SCRIPTED_BOOT}-1`,
  kind: 'face-absent',
  source: 'camera',
  startedAt: Date.now() - 60_000,
  openedAt: Date.now() - 55_000,
  endedAt: null,
  confidence: 0.9,
} as const satisfies Signal;

const NOTICE = /The database of the hub has not been reached since \d/;

describe('a database that goes away during an exam', () => {
  let postgres: Postgres | undefined;
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: (() => Promise<void>) | undefined;
  let seat: ScriptedSeat | undefined;

  before(async () => {
    postgres = Postgres.start('hub');
    ({ room, close } = await openTestRoom(
      { a1: film('calm', { loop: false }), a2: film('calm', { loop: false }) },
      { database: postgres.url },
    ));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room);
    seat = await ScriptedSeat.connect(room, 'a1');
    await seat.tell({ type: 'signal-opened', signal: LEFT });
    await page.locator('invigil-incident-item').first().waitFor();
  });

  after(async () => {
    await seat?.close();
    await browser?.close();
    await close?.();
    postgres?.stop();
  });

  test('the page says so and stands still, a judgement is refused in plain words, and all of it is over once it is back', async () => {
    await postgres?.kill();
    await page.getByRole('alert').getByText(NOTICE).waitFor({ timeout: 20_000 });
    assert.match((await page.locator('main').getAttribute('class')) ?? '', /stale/);
    await page.getByText(/^Stands still since/).waitFor();
    assert.deepEqual(await violationsOf(page), []);

    await page.keyboard.press('j');
    await page.keyboard.press('1');
    const dialog = page.locator('invigil-judge-dialog');
    await dialog.getByRole('radio', { name: 'It is there, and harmless' }).check();
    await page.keyboard.press('Enter');
    await dialog.getByText(/the database of the hub is not reached, so nothing can be stored/).waitFor();
    await page.keyboard.press('Escape');

    const other = await page.context().newPage();
    await other.goto(room.url);
    await other.getByRole('alert').getByText(NOTICE).waitFor();
    assert.deepEqual(await violationsOf(other), []);

    await seat?.tell({ type: 'signal-closed', signal: { ...LEFT, endedAt: LEFT.openedAt + 4000 } });
    await postgres?.again();
    await page.getByText(NOTICE).waitFor({ state: 'detached', timeout: 20_000 });
    await other.getByRole('link', { name: 'Try again' }).click();
    await other.locator('invigil-seat-tile').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('1');
    await dialog.getByRole('radio', { name: 'It is there, and harmless' }).check();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Seat A1: cleared.').waitFor();
  });
});
