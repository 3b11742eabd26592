import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { logIn, openBrowser, signIn, violationsOf } from './browser.js';
import { film, openTestRoom } from './test-room.js';

describe('what people do about themselves and each other', () => {
  let browser: Browser;
  let room: LocalRoom;
  let close: () => Promise<void>;

  before(async () => {
    ({ room, close } = await openTestRoom({ a1: film('calm', { loop: true }) }));
    await room.startHub();
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  test('an auditor reads who did what, finds one thing, and sees no room', async () => {
    await signIn(browser, room);
    const page = await logIn(browser, room, room.addUser('ann', 'auditor'));
    await page.getByRole('heading', { name: 'Audit log' }).waitFor();
    await page.getByRole('cell', { name: 'opened the room' }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByLabel('What was done').selectOption('user-added');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('cell', { name: 'ann auditor', exact: true }).waitFor();
    assert.equal(await page.getByRole('cell', { name: 'opened the room' }).count(), 0);
    await page.getByLabel('Who').fill('nobody-of-this-name');
    await page.keyboard.press('Enter');
    await page.getByText('No row is as asked for.').waitFor();
    await page.goto(`${room.url}/rooms/room-1`);
    await page.getByRole('heading', { name: 'Audit log' }).waitFor();
    assert.equal(await page.locator('invigil-seat-tile').count(), 0);
  });

  test('a technician sees machines, and no candidate’s page', async () => {
    const page = await signIn(browser, room, room.addUser('tom', 'technician'));
    assert.equal(await page.getByRole('button', { name: /^Judge/ }).count(), 0);
    await page.goto(`${room.url}/rooms/room-1/seats/a1`);
    await page.getByText('Your role looks after machines.').waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });

  test('somebody asks for a code beside the password, and signs in with one', async () => {
    const kim = room.addUser('kim', 'reviewer');
    const page = await signIn(browser, room, kim);
    await page.goto(`${room.url}/account`);
    const factor = page.locator('invigil-second-factor');
    await factor.getByLabel('Password now').fill('a wrong one');
    await page.keyboard.press('Enter');
    await factor.getByText('Not done: the password is wrong.').waitFor();
    await factor.getByLabel('Password now').fill(kim.password);
    await page.keyboard.press('Enter');
    const secret = (await factor.locator('code').textContent()) ?? '';
    assert.deepEqual(await violationsOf(page), []);
    await factor.getByLabel('Code of six digits').fill(codeOf(secret));
    await page.keyboard.press('Enter');
    await factor.getByText('Keep these codes where your telephone is not').waitFor();
    const [standIn] = await factor.locator('.codes code').allTextContents();
    const again = await logIn(browser, room, kim);
    await again.getByLabel(/code/i).fill(standIn ?? '');
    // The page keeps no password while it asks for the code.
    await again.getByLabel(/password/i).fill(kim.password);
    await again.getByRole('button', { name: /sign in|log in/i }).click();
    await again.locator('invigil-seat-tile').first().waitFor();
  });

  test('somebody ends another log-in of theirs, and changes the password', async () => {
    const eva = room.addUser('eva', 'invigilator');
    const other = await signIn(browser, room, eva);
    const page = await signIn(browser, room, eva);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByText('Your rooms: room-1').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: /^End: from 127\.0\.0\.1/ }).click();
    await other.waitForURL(/\/login/);
    await page.getByLabel('Password now').first().fill(eva.password);
    await page.getByLabel(/^New password/).fill('short');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The new password has at least 8 characters.').waitFor();
    await page.getByLabel(/^New password/).fill('a long enough one');
    await page.keyboard.press('Enter');
    await page.getByText('The password is changed.').waitFor();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.waitForURL(/\/login/);
    await signIn(browser, room, { ...eva, password: 'a long enough one' });
  });
});

/** What a program on a telephone shows (RFC 6238). */
function codeOf(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate();
}
