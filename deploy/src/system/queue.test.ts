import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Signal } from '@invigil/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { tabTo } from './keyboard.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const SEATS = ['a1', 'a2', 'a3'] as const;
const NOW = Date.now();

/** A signal that began so many seconds ago. */
function signal(number: number, kind: Signal['kind'], secondsAgo: number): Signal {
  const startedAt = NOW - secondsAgo * 1000;
  const id = `${SCRIPTED_BOOT}-${number}`;
  return {
    id,
    kind,
    source: 'camera',
    startedAt,
    openedAt: startedAt + 3000,
    endedAt: null,
    confidence: 0.9,
  };
}

describe('the queue, by keyboard alone', () => {
  let browser: Browser;
  let eva: Page;
  let kim: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  const seats = new Map<string, ScriptedSeat>();

  const tellOpen = (seat: string, opened: Signal) =>
    seats.get(seat)?.tell({ type: 'signal-opened', signal: opened });
  const tellWhole = (seat: string, opened: Signal) =>
    seats
      .get(seat)
      ?.tell(
        { type: 'signal-opened', signal: opened },
        { type: 'signal-closed', signal: { ...opened, endedAt: opened.openedAt + 4000 } },
      );

  before(async () => {
    const cameras = Object.fromEntries(SEATS.map((seat) => [seat, film('calm', { loop: false })]));
    // No item but an alert is within the budget.
    ({ room, close } = await openTestRoom(cameras, { policy: { alertBudget: { itemsPerSeatHour: 0 } } }));
    await room.startHub();
    browser = await openBrowser();
    for (const seat of SEATS) seats.set(seat, await ScriptedSeat.connect(room, seat));
    await tellOpen('a1', signal(1, 'extra-person', 60));
    await tellWhole('a2', signal(2, 'looking-away', 200));
    await tellWhole('a2', signal(3, 'looking-away', 120));
    await tellWhole('a3', signal(4, 'gaze-off-screen', 90));
    eva = await signIn(browser, room);
    kim = await signIn(browser, room, room.addUser('kim', 'invigilator'));
    for (const page of [eva, kim]) await page.getByText('3 held back').waitFor();
  });

  after(async () => {
    for (const seat of seats.values()) await seat.close();
    await browser?.close();
    await close?.();
  });

  test('who looks at an incident is seen in every browser, taken over and given back', async () => {
    await eva.keyboard.press('j');
    await eva.keyboard.press('a');
    await item(eva, 'a1').getByText('You are looking at it').waitFor();
    assert.deepEqual(await violationsOf(eva), []);
    await kim.getByRole('heading', { name: 'Somebody is looking: 1' }).waitFor();
    await item(kim, 'a1').getByText('invigilator is looking at it').waitFor();
    await kim.keyboard.press('j');
    await kim.keyboard.press('a');
    await kim.getByRole('status').getByText('Seat A1: taken over from invigilator.').waitFor();
    await item(eva, 'a1').getByText('kim is looking at it').waitFor();
    await kim.keyboard.press('j');
    await kim.keyboard.press(' ');
    await kim.waitForURL(/\/seats\/a1#/);
    await kim.getByText('You are looking at it').waitFor();
    await kim.keyboard.press('Escape');
    await item(kim, 'a1').waitFor();
    await kim.keyboard.press('j');
    await kim.keyboard.press('a');
    await item(eva, 'a1')
      .getByRole('button', { name: /^I’m looking/ })
      .waitFor();
    assert.equal(await eva.getByText('is looking at it').count(), 0);
  });

  test('what is held back is opened, chosen as a whole, cleared with one reason and taken back', async () => {
    const line = eva.locator('invigil-incident-queue summary');
    assert.match(await line.innerText(), /3 held back: .*; \d shown in the hour before, 0 allowed/);
    await tabTo(eva, /^SUMMARY /);
    await eva.keyboard.press('Enter');
    await eva.getByRole('button', { name: 'Choose all 3 held back' }).waitFor();
    await eva.keyboard.press('Tab');
    await eva.keyboard.press('Enter');
    await eva.getByRole('status').getByText('3 chosen').waitFor();
    assert.deepEqual(await violationsOf(eva), []);
    await eva.keyboard.press('3');
    await eva.getByRole('status').getByText('Escalating and confirming are done one by one.').waitFor();
    await eva.keyboard.press('1');
    const dialog = eva.locator('invigil-bulk-dialog');
    await dialog.getByText('Of the seats A2, A3').waitFor();
    assert.deepEqual(await violationsOf(eva), []);
    await eva.keyboard.press('Tab');
    await eva.keyboard.press('ArrowDown');
    assert.ok(await dialog.getByRole('radio', { name: 'It is there, and harmless' }).isChecked());
    await eva.keyboard.press('Enter');
    await eva.getByRole('status').getByText('3 incidents: cleared.').waitFor();
    // While somebody is at it, its time stands still.
    await eva.getByRole('button', { name: /^Undo/ }).focus();
    await kim.getByText('3 judged in the last hour').waitFor();
    assert.deepEqual(await violationsOf(eva), []);
    await eva.keyboard.press('u');
    await eva.getByRole('status').getByText('3 incidents: taken back.').waitFor();
    await kim.getByText('3 held back').waitFor();
  });

  test('several are chosen by x and Shift+x, and one that somebody else has judged is named', async () => {
    const chosen = eva.getByRole('status').getByText(/\d chosen/);
    await stepTo(eva, 'a3');
    await eva.keyboard.press('x');
    await eva.keyboard.press('j');
    await eva.keyboard.press('j');
    await eva.keyboard.press('Shift+X');
    await until(async () => (await chosen.innerText()) === '3 chosen');
    await eva.keyboard.press('2');
    const dialog = eva.locator('invigil-bulk-dialog');
    await dialog.getByRole('heading', { name: 'Judge 3 incidents alike' }).waitFor();

    await tabTo(kim, /^SUMMARY /);
    await kim.keyboard.press('Enter');
    await stepTo(kim, 'a3');
    await kim.keyboard.press('1');
    const theirs = kim.locator('invigil-judge-dialog');
    await theirs.getByRole('radio', { name: 'Clear' }).waitFor();
    await tabTo(kim, /^TEXTAREA /);
    await kim.keyboard.type('The lamp above went out.');
    await kim.keyboard.press('Tab');
    await kim.keyboard.press('Tab');
    await kim.keyboard.press('Enter');
    await kim.getByRole('status').getByText('Seat A3: cleared.').waitFor();

    await eva.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('2 judged. 1 not').waitFor();
    await dialog.getByText(/Seat A3, eyes off the screen: somebody else has judged this meanwhile/).waitFor();
    assert.deepEqual(await violationsOf(eva), []);
    await eva.keyboard.press('Escape');
    await eva.getByRole('status').getByText('2 incidents: noted.').waitFor();
    await dialog.waitFor({ state: 'detached' });
  });

  test('a search finds seats, what was seen and what was said, and Enter goes there', async () => {
    await eva.keyboard.press('/');
    const field = eva.getByRole('combobox');
    await field.waitFor();
    // Keys of the page are letters here.
    await eva.keyboard.type('a2 ja');
    await eva.getByText('Nothing is found for “a2 ja”').waitFor();
    await field.fill('a2');
    const found = eva.getByRole('option');
    await until(async () => (await found.count()) === 3);
    assert.deepEqual(await violationsOf(eva), []);
    await field.fill('LAMP');
    await eva.getByRole('option', { name: /A3 Eyes off the screen.*cleared by kim/ }).waitFor();
    assert.equal(await found.count(), 1);
    await eva.keyboard.press('Enter');
    await eva.waitForURL(new RegExp(`/seats/a3#${SCRIPTED_BOOT}-4$`));
    await eva.keyboard.press('Escape');
    await eva.waitForURL(/\/rooms\/room-1$/);
    await eva.keyboard.press('/');
    await field.waitFor();
    await eva.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    assert.match(eva.url(), /\/rooms\/room-1$/);
  });

  test('the help names the keys of the page, and turns them off and on', async () => {
    await eva.keyboard.press('?');
    const help = eva.locator('invigil-key-help');
    await help.getByText('Take back what was just judged').waitFor();
    assert.equal(await help.locator('dt').count(), 14);
    assert.deepEqual(await violationsOf(eva), []);
    await tabTo(eva, /^INPUT /);
    await eva.keyboard.press(' ');
    await help.getByText('These keys are turned off').waitFor();
    await eva.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await eva.keyboard.press('?');
    await eva.keyboard.press('/');
    await eva.getByRole('button', { name: 'Menu' }).press('Enter');
    await eva.getByRole('button', { name: 'Alerts and keys' }).press('Enter');
    const settings = eva.locator('invigil-alert-settings');
    await settings.getByText('Single keys act on the page').waitFor();
    assert.equal(await eva.locator('invigil-key-help, invigil-search-dialog').count(), 0);
    assert.deepEqual(await violationsOf(eva), []);
    await settings.getByRole('checkbox', { name: 'Single keys act on the page' }).press(' ');
    await eva.keyboard.press('Escape');
    await settings.waitFor({ state: 'detached' });
    await eva.keyboard.press('?');
    await help.getByText('Search the room').waitFor();
    await eva.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
  });

  test('is quiet unless asked; asked, it tells each alert once, and not again after the hub was away', async () => {
    const told = (page: Page) => page.evaluate(() => sessionStorage.getItem('told') ?? '[]');
    await listen(eva);
    await eva.reload();
    await item(eva, 'a1').waitFor();
    await tellOpen('a2', signal(5, 'phone', 4));
    await item(eva, 'a2').getByText('Possible phone').waitFor();
    assert.equal(await told(eva), '[]', 'quiet by default');

    await eva.evaluate(() => localStorage.setItem('invigil-settings:invigilator', 'notification in-front'));
    await eva.reload();
    await item(eva, 'a2').waitFor();
    await tellOpen('a3', signal(6, 'extra-person', 4));
    await item(eva, 'a3').getByText('Second person').waitFor();
    await until(async () => (await told(eva)) !== '[]');
    const once = JSON.stringify([['Seat A3 · Room 1', 'Second person']]);
    assert.equal(await told(eva), once);
    await room.hub?.stop();
    await eva.getByText('No connection since').waitFor();
    await room.startHub();
    await eva.getByText('Live').waitFor();
    await tellWhole('a1', signal(7, 'looking-away', 3));
    assert.equal(await told(eva), once);
  });
});

/** Keeps what the page would show as notifications, in place of the system's own. */
async function listen(page: Page): Promise<void> {
  // As text: what compiles this file gives classes helpers that a page does not have.
  await page.addInitScript(`globalThis.Notification = class extends EventTarget {
    static permission = 'granted';
    constructor(title, { body }) {
      super();
      const before = JSON.parse(sessionStorage.getItem('told') ?? '[]');
      sessionStorage.setItem('told', JSON.stringify([...before, [title, body]]));
    }
  };`);
}

/** The first incident of a seat, where it is drawn. */
function item(page: Page, seat: string): Locator {
  return page.locator(`invigil-incident-item[data-seat="room-1/${seat}"]`).first();
}

/** Presses j until the first item of a seat has the focus. */
async function stepTo(page: Page, seat: string): Promise<void> {
  for (let i = 0; i < 12; i += 1) {
    if (await item(page, seat).evaluate((node) => node.matches(':focus-within'))) return;
    await page.keyboard.press('j');
  }
  throw new Error(`j never reached ${seat}`);
}
