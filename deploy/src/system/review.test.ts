import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { openFinishedRoom } from './finished-room.js';
import { focused, tabTo } from './keyboard.js';
import { signedInFetch } from './rest.js';
import { until } from './until.js';

/** Width and height of what is printed of an A4 sheet, CSS px. */
const PRINTED = { width: 680, height: 990 };

describe('review, by keyboard alone, in two languages', () => {
  let browser: Browser;
  let room: LocalRoom;
  let close: () => Promise<void>;
  /** Reviews in German. */
  let rex: Page;
  /** Administrates in English. */
  let ada: Page;

  before(async () => {
    ({ room, close } = await openFinishedRoom());
    browser = await openBrowser();
    ada = await signIn(browser, room, room.addUser('ada', 'admin'));
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'de-DE' });
    rex = await context.newPage();
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  test('the log-in page speaks the browser’s language', async () => {
    const { name, password } = room.addUser('rex', 'reviewer');
    await rex.goto(room.url);
    assert.equal(await rex.locator('html').getAttribute('lang'), 'de');
    await rex.keyboard.type(name);
    await rex.keyboard.press('Tab');
    await rex.keyboard.type('wrong');
    await rex.keyboard.press('Enter');
    await rex.getByRole('alert').getByText('Der Name oder das Passwort ist falsch.').waitFor();
    assert.deepEqual(await violationsOf(rex), []);
    await rex.keyboard.type(name);
    await rex.keyboard.press('Tab');
    await rex.keyboard.type(password);
    await rex.keyboard.press('Enter');
    await item(rex).waitFor();
  });

  test('an incident is escalated and reopened with a reason each', async () => {
    await ada.keyboard.press('j');
    await ada.keyboard.press('3');
    const dialog = ada.locator('invigil-judge-dialog');
    await chosen(dialog, 'Escalate');
    await ada.keyboard.press('Enter');
    await ada.getByRole('status').getByText('Seat PHONE: escalated.').waitFor();
    await item(ada).getByText('Escalated by ada').waitFor();
    await stepTo(ada);
    await ada.keyboard.press('5');
    await chosen(dialog, 'Reopen');
    await tabTo(ada, /^INPUT Judged by mistake/);
    await ada.keyboard.press('ArrowDown');
    await chosen(dialog, 'Something new came up');
    await ada.keyboard.press('Enter');
    await ada.getByRole('status').getByText('Seat PHONE: reopened.').waitFor();
  });

  test('a confirmation needs words and a second person, and says so in the reader’s language', async () => {
    const dialog = rex.locator('invigil-judge-dialog');
    await item(rex).getByText('Wieder geöffnet von ada').waitFor();
    await confirm(rex, 'Bestätigen', null);
    await dialog.getByText('Bitte in wenigen Worten sagen, was zu sehen war.').waitFor();
    await rex.keyboard.type('ein Telefon in der Hand');
    await send(rex);
    await item(rex).getByText('Bestätigt von rex: eine zweite Person ist nötig').waitFor();
    await confirm(rex, 'Bestätigen', 'noch einmal gesehen');
    await dialog.getByText('Sie haben dies bestätigt: eine zweite Person muss es auch tun').waitFor({
      timeout: 5000,
    });
    assert.deepEqual(await violationsOf(rex), []);
    await rex.keyboard.press('Escape');
    await dialog.getByRole('radio').first().waitFor({ state: 'detached' });

    await confirm(ada, 'Confirm', 'a telephone, in the hand');
    await ada.getByRole('status').getByText('Seat PHONE: confirmed.').waitFor();
    await item(ada).waitFor({ state: 'detached' });
  });

  test('the search is there on the seat’s page too, and the help names the keys of the flip book', async () => {
    const search = ada.locator('invigil-search-dialog');
    await ada.keyboard.press('/');
    await search.getByRole('combobox').waitFor();
    await ada.keyboard.type('telephone');
    await search.getByRole('option', { name: /possible phone.*confirmed by two/i }).waitFor();
    await ada.keyboard.press('Enter');
    await ada.waitForURL(/\/seats\/phone#/);
    const book = ada.locator('invigil-flip-book');
    await book.getByText(/^Picture 1 of/).waitFor();
    await ada.keyboard.press('?');
    const help = ada.locator('invigil-key-help');
    for (const said of [/^In a flip book: play/, /^In a flip book: a picture back/, 'Search the room'])
      await help.getByText(said).waitFor();
    assert.deepEqual(await violationsOf(ada), []);
    await ada.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await tabTo(ada, /^DIV Flip book/);
    await ada.keyboard.press('End');
    await ada.keyboard.press('Home');
    await book.getByText(/^Picture 1 of/).waitFor();
    await ada.keyboard.press('ArrowRight');
    await book.getByText(/^Picture 2 of/).waitFor();

    await ada.keyboard.press('/');
    await search.getByRole('combobox').waitFor();
    await ada.keyboard.type('phone');
    await search.getByRole('option').first().waitFor();
    await ada.keyboard.press('Enter');
    await search.getByRole('combobox').waitFor({ state: 'detached' });
    assert.match(ada.url(), /\/seats\/phone$/, 'the seat itself is found first, without an incident');
    await ada.keyboard.press('Escape');
    await ada.waitForURL(/\/rooms\/room-1$/);
  });

  test('the report is in the language of the page, and nothing of it is cut in print', async () => {
    await goByMenu(rex, /^A Sitzungen/);
    await rex.getByRole('link', { name: 'system-test' }).waitFor();
    await tabTo(rex, /^A system-test/);
    await rex.keyboard.press('Enter');
    await rex.getByRole('link', { name: 'Bericht zum Lesen und Drucken' }).waitFor();
    await tabTo(rex, /^A Bericht zum Lesen und Drucken/);
    const opening = rex.context().waitForEvent('page');
    await rex.keyboard.press('Enter');
    const report = await opening;
    await report
      .getByRole('heading', { name: 'Was gesehen wurde und was Menschen daraus machten' })
      .waitFor();
    assert.deepEqual(
      await report.locator('html').evaluate((html) => [html.getAttribute('lang'), html.getAttribute('dir')]),
      ['de', 'ltr'],
    );
    for (const said of ['mögliches Telefon', 'von zwei Personen bestätigt', '„ein Telefon in der Hand“'])
      await report.getByText(said).first().waitFor();
    assert.deepEqual(await violationsOf(report), []);
    for (const dir of ['ltr', 'rtl']) {
      await report.setViewportSize(PRINTED);
      await report.emulateMedia({ media: 'print' });
      await report.locator('html').evaluate((html, value) => html.setAttribute('dir', value), dir);
      assert.deepEqual(await runningOver(report), [], `printed ${dir}`);
    }
    const pdf = await report.pdf({ format: 'A4' });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    await report.close();
  });

  test('bundle and lists are taken along, in that language too', async () => {
    const bundle = await download(rex, /^A Signiertes Paket/);
    const files = unzipSync(bundle);
    const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
    assert.match(textOf('report.html'), /<html lang="de"/);
    assert.match(textOf('README.txt'), /^Eine Sitzung eines Platzes/);
    await goByMenu(rex, /^A Sitzungen/);
    await rex.getByRole('link', { name: 'system-test' }).waitFor();
    const sessions = await download(rex, /^A Diese Liste als CSV/);
    assert.match(sessions.toString('utf8'), /^\uFEFFroom,seat,session,[^]*room-1,phone,system-test,/);
    const incidents = await download(rex, /^A Vorfälle als CSV/);
    assert.match(incidents.toString('utf8'), /,mögliches Telefon[^]*,confirmed,/);
  });

  test('a replay under another policy says what would vanish, changes nothing, and is told to the audit log', async () => {
    const hub = await signedInFetch(room);
    const recorded = await hub.incidents();
    await goByMenu(ada, /^A Sessions/);
    await ada.getByRole('link', { name: 'system-test' }).waitFor();
    await tabTo(ada, /^A system-test/);
    await ada.keyboard.press('Enter');
    await ada.getByRole('link', { name: 'Replay under another policy' }).waitFor();
    await tabTo(ada, /^A Replay under another policy/);
    await ada.keyboard.press('Enter');
    await ada.getByRole('textbox', { name: /^The policy as JSON/ }).waitFor();
    await tabTo(ada, /^TEXTAREA/);
    await ada.keyboard.press('Control+A');
    await ada.keyboard.type('{ "conduct": { "phone": { "enabled": false } } }');
    await tabTo(ada, /^BUTTON Replay/);
    await ada.keyboard.press('Enter');
    await ada.getByRole('cell', { name: 'Would vanish' }).waitFor();
    assert.deepEqual(await hub.incidents(), recorded);
    await goByMenu(ada, /^A Audit log/);
    await ada.getByRole('cell', { name: 'replayed a session' }).waitFor();
    assert.deepEqual(await violationsOf(ada), []);
  });
});

/** The incident of the seat, where it is drawn. */
function item(page: Page): Locator {
  return page.locator('invigil-incident-item[data-seat="room-1/phone"]').first();
}

/** Presses j until the incident has the focus. */
async function stepTo(page: Page): Promise<void> {
  await item(page).waitFor();
  await until(async () => {
    if (await item(page).evaluate((node) => node.matches(':focus-within'))) return true;
    await page.keyboard.press('j');
    return false;
  });
}

/** Waits until a dialog is there and says that this is chosen. */
async function chosen(dialog: Locator, name: string): Promise<void> {
  const radio = dialog.getByRole('radio', { name });
  await radio.waitFor();
  await until(async () => radio.isChecked());
}

/** Opens the dialog to confirm the incident, and sends it with these words, or without any. */
async function confirm(page: Page, name: string, words: string | null): Promise<void> {
  await stepTo(page);
  await page.keyboard.press('4');
  await chosen(page.locator('invigil-judge-dialog'), name);
  if (words === null) {
    await page.keyboard.press('Enter');
    return;
  }
  await tabTo(page, /^TEXTAREA/);
  await page.keyboard.type(words);
  await send(page);
}

/** From the field of words past the button that leaves to the one that sends. */
async function send(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

/** Opens the menu and goes to a page of it. */
async function goByMenu(page: Page, wanted: RegExp): Promise<void> {
  await tabTo(page, /^BUTTON Men/);
  await page.keyboard.press('Enter');
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
  await until(async () => !wanted.test(await focused(page)));
}

/** What a link with this name brings, taken with Enter. */
async function download(page: Page, wanted: RegExp): Promise<Buffer> {
  await tabTo(page, wanted);
  const coming = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  return readFile(await (await coming).path());
}

/** What is wider than the page. */
async function runningOver(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { left, right } = document.body.getBoundingClientRect();
    return [...document.body.querySelectorAll('*')]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.right > right + 1 || box.left < left - 1);
      })
      .map((one) => `${one.tagName} ${one.textContent?.trim().slice(0, 60) ?? ''}`);
  });
}
