import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { EditingMinute } from '@invigil/contract';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const SESSION = 'coding';
const BEGAN = Date.now() - 600_000;
const NOTHING = { typed: 0, pasted: 0, completed: 0, bulk: 0, deleted: 0 };

/** A minute in which somebody types, and pastes 1,200 characters in its sixth step. */
function minute(from: number, pasted: number): EditingMinute {
  return {
    from,
    steps: Array.from({ length: 12 }, (_, i) => ({
      ...NOTHING,
      typed: 20,
      deleted: 2,
      pasted: i === 5 ? pasted : 0,
    })),
    undone: 1,
    redone: 0,
    opened: 1,
    saved: 2,
    closed: 0,
    files: 1,
    length: 1500,
  };
}

describe('how text came about in an editor', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let seat: ScriptedSeat | undefined;

  before(async () => {
    ({ room, close } = await openTestRoom({ a1: film('calm', { loop: false }) }));
    await room.startHub();
    seat = await ScriptedSeat.connect(room, 'a1');
    const wanted = await seat.heedPolicies({ session: SESSION });
    await until(() => wanted.length > 0);
    await seat.tell(
      { type: 'editing', minute: minute(BEGAN, 0) },
      { type: 'editing', minute: minute(BEGAN + 120_000, 1200) },
    );
    browser = await openBrowser();
    page = await signIn(browser, room);
  });

  after(async () => {
    await seat?.close();
    await browser?.close();
    await close?.();
  });

  test('the session’s page shows it, and is gone through by keyboard', async () => {
    await page.goto(`${room.url}/records/room-1/a1/${SESSION}`);
    const growth = page.locator('invigil-text-growth');
    await growth.getByRole('img', { name: /^1,680 characters came from/ }).waitFor();
    await growth.getByText('1,200 pasted').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    const slider = growth.getByRole('slider', { name: 'Moment' });
    await slider.focus();
    await page.keyboard.press('Home');
    await growth.getByText('0 pasted', { exact: true }).waitFor();
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^Until .*, 0 typed, 0 pasted/);
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await growth.getByText('60 typed', { exact: true }).waitFor();
    await growth.getByText('Minute by minute').press('Enter');
    await growth.getByRole('cell', { name: '1, 2, 0' }).first().waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });

  test('the report to print tells the same', async () => {
    const report = await page.context().newPage();
    await report.goto(`${room.url}/api/seats/room-1/a1/sessions/${SESSION}/report.html`);
    await report.getByRole('heading', { name: 'How text came about in the editor' }).waitFor();
    await report.getByText('480 characters typed, 1,200 pasted').waitFor();
    assert.deepEqual(await violationsOf(report), []);
  });
});
