import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { PLACES } from '../room/places.js';
import type { LocalRoom } from '../room/room.js';
import { logIn, openBrowser, violationsOf } from './browser.js';
import { openFinishedRoom } from './finished-room.js';
import { signedInFetch } from './rest.js';

const SESSION = '/records/room-1/phone/system-test';

describe('review after the exam', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'invigil-records-'));
    ({ room, close } = await openFinishedRoom());
    browser = await openBrowser();
    page = await logIn(browser, room, room.addUser('ada', 'admin'));
    await page.locator('invigil-seat-tile').first().waitFor();
  });

  after(async () => {
    await browser?.close();
    await close?.();
    rmSync(folder, { recursive: true, force: true });
  });

  test('finds the session in the list by keyboard, and says where there is none', async () => {
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Sessions' }).press('Enter');
    const link = page.getByRole('link', { name: 'system-test' });
    await link.waitFor();
    await page.getByText('1 to judge').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('combobox', { name: 'State' }).selectOption('held');
    await page.getByRole('button', { name: 'Show', exact: true }).press('Enter');
    await page.getByText('No session is as asked for.').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    await link.press('Enter');
    await page.getByRole('heading', { name: 'Session system-test, seat room-1/phone' }).waitFor();
  });

  test('the session’s page shows what was watched, seen, ruled and kept; an incident is judged there', async () => {
    await page.goto(room.url + SESSION);
    for (const said of [
      /^Complete: nothing is missing/,
      'Policy standard, version 1',
      'Who looked at what',
      /^Pictures: until/,
    ])
      await page.getByText(said).first().waitFor();
    await page.getByText(/^Waits for a judgement/).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: /^Judge possible phone/ }).click();
    await page.keyboard.press('2');
    await page.locator('invigil-judge-dialog').getByRole('button', { name: 'Note', exact: true }).click();
    await page.getByText(/ada: noted/).waitFor();
  });

  test('a hold takes two people, and so does its end', async () => {
    const rex = await logIn(browser, room, room.addUser('rex', 'reviewer'));
    await rex.locator('invigil-seat-tile').first().waitFor();
    await rex.goto(room.url + SESSION);
    await rex.getByRole('button', { name: 'Ask for a legal hold' }).click();
    await rex.getByText('Give a reason of at least three characters.').waitFor();
    await rex.getByLabel(/^Reason/).fill('appeal 2026-117');
    await rex.keyboard.press('Enter');
    await rex.getByText(/^Asked for. Another person has to confirm/).waitFor();
    assert.equal(await rex.getByRole('button', { name: 'Confirm the hold' }).count(), 0);
    assert.equal(await rex.getByRole('button', { name: 'Erase for good' }).count(), 0);
    await rex.getByText('The audit log is for administrators and auditors.').waitFor();
    await page.goto(room.url + SESSION);
    await page.getByRole('button', { name: 'Confirm the hold' }).click();
    await page.getByText('Held: nothing of it is erased.').waitFor();
    await page.getByText('“appeal 2026-117”').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByLabel(/^Reason/).fill('appeal is over');
    await page.getByRole('button', { name: 'Ask to end the hold' }).click();
    await page.getByText(/^Held. Its end was asked for/).waitFor();
    await page.getByRole('button', { name: 'End the hold', exact: true }).click();
    await page.getByText('this takes another person than who asked for it').waitFor();
  });

  test('the report is a page without script that prints, and holds the pictures', async () => {
    const report = await page.context().newPage();
    await report.goto(`${room.url}/api/seats/room-1/phone/sessions/system-test/report.html`);
    await report.getByRole('heading', { name: 'What was seen, and what people made of it' }).waitFor();
    assert.equal(await report.locator('html').getAttribute('lang'), 'en');
    assert.equal(await report.locator('script').count(), 0);
    const shown = await report
      .locator('img')
      .evaluateAll((all) => all.map((one) => one instanceof HTMLImageElement && one.naturalWidth > 0));
    assert.ok(shown.length > 0 && shown.every(Boolean), 'every picture is inside and drawn');
    assert.deepEqual(await violationsOf(report), []);
    const pdf = await report.pdf({ format: 'Letter' });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    await report.close();
  });

  test('a bundle is whole as the hub’s own program says, and not after one byte was changed', async () => {
    await page.goto(room.url + SESSION);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Signed bundle' }).click();
    const file = join(folder, 'bundle.zip');
    await (await coming).saveAs(file);
    const verify = (...more: string[]) =>
      spawnSync(process.execPath, [PLACES.hub, 'verify-bundle', file, ...more], { encoding: 'utf8' });
    const whole = verify();
    assert.equal(whole.status, 0, whole.stdout + whole.stderr);
    assert.match(whole.stdout, /^whole report\.html$/m);
    assert.equal(verify('--signer', 'ab'.repeat(32)).status, 1, 'it is of another hub');
  });

  test('a replay under another policy shows what would vanish and why, names faults by field, and changes nothing', async () => {
    const hub = await signedInFetch(room);
    const recorded = await hub.incidents();
    await page.goto(`${room.url}${SESSION}/replay`);
    const policy = page.getByRole('textbox', { name: /^The policy as JSON/ });
    await policy.fill('{ "conduct": { "phone": { "weight": "much" } } }');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByText(/^conduct\.phone\.weight: /).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await policy.fill('{ "conduct": { "phone": { "enabled": false } } }');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByRole('cell', { name: 'Would vanish' }).waitFor();
    await page.getByRole('cell', { name: /^Because of conduct\.phone\.enabled: yes → no/ }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual(await hub.incidents(), recorded);
    await page.goto(`${room.url}/audit`);
    await page.getByRole('cell', { name: 'replayed a session' }).waitFor();
  });
});
