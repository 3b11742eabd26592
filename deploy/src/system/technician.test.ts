import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { logIn, openBrowser, signIn, violationsOf } from './browser.js';
import { ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const CANDIDATE = 'Kim Candidate';
const CALM = film('calm', { loop: true });
const FARE_EVERY_MS = 2000;
const WANTED = /"wantedPolicyHash":"([0-9a-f]{64})"/;

describe('before an exam: machines and users', () => {
  let browser: Browser;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let a1: ScriptedSeat;
  let a2: ScriptedSeat;
  let wanted = '';
  let page: Page;
  /** How seat a1 fares, told again and again as a seat does. */
  let fares: Parameters<ScriptedSeat['fare']>[0] = {};
  let telling: NodeJS.Timeout | undefined;
  /** Every answer of the API that the technician's pages got, and every frame of the live feed. */
  const heard: { url: string; text: string }[] = [];
  const errors: string[] = [];

  before(async () => {
    ({ room, close } = await openTestRoom({ a1: CALM, a2: CALM }, { candidates: { a1: CANDIDATE } }));
    await room.startHub();
    browser = await openBrowser();
    page = await logIn(browser, room, room.addUser('tom', 'technician'));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => heard.push({ url: socket.url(), text: String(payload) })),
    );
    page.on('response', async (response) => {
      if (!response.url().includes('/api/')) return;
      const text = await response.text().catch(() => '');
      heard.push({ url: response.url(), text });
    });
    await page.goto(room.url);
    await page.locator('invigil-seat-tile').first().waitFor({ timeout: 20_000 });
    await until(() => {
      wanted = heard.map(({ text }) => WANTED.exec(text)?.[1]).find((hash) => hash !== undefined) ?? '';
      return wanted !== '';
    });
    a1 = await ScriptedSeat.connect(room, 'a1');
    a2 = await ScriptedSeat.connect(room, 'a2');
    await a1.beBorn({ policyHash: wanted, session: 'exam-of-kim' });
    await a2.beBorn({ policyHash: wanted });
    const tell = (): void => void Promise.all([a1.fare(fares), a2.fare()]);
    tell();
    telling = setInterval(tell, FARE_EVERY_MS);
  });

  after(async () => {
    clearInterval(telling);
    await a1?.close();
    await a2?.close();
    await browser?.close();
    await close?.();
  });

  const seat = (label: string): Locator =>
    page.locator('invigil-ready-seat').filter({ has: page.getByRole('heading', { name: `Seat ${label}` }) });

  test('a room is ready, then a seat warns, then it is not ready, each with why and what to do', async () => {
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Go or no-go' }).click();
    await page.getByRole('heading', { name: 'The room is ready.' }).waitFor();
    await seat('A1').getByText('Ready', { exact: true }).waitFor();
    await seat('A1').getByText('848×480, 29.8 a second').waitFor();
    assert.deepEqual(await violationsOf(page), []);

    fares = { clock: { offsetMs: -4200, uncertaintyMs: 3, measuredAgoMs: 0, steps: 1 } };
    await page.getByRole('heading', { name: 'The room can start; some seats want a look.' }).waitFor();
    await seat('A1').getByText('The clock is off by: 4,200 ms').waitFor();
    await seat('A1').getByText('at most 1,000 ms').waitFor();
    await seat('A1')
      .getByText(/Turn on time synchronisation/)
      .waitFor();

    fares = { pictures: { brightness: 0.02 } };
    await page.getByRole('heading', { name: 'The room is not ready.' }).waitFor();
    await seat('A1').getByText('It is dark at the seat, light: 0.02 of 1').waitFor();
    await seat('A1')
      .getByText(/Turn on a light/)
      .waitFor();
    assert.deepEqual(await violationsOf(page), []);

    await a2.beBorn({ policyHash: 'c'.repeat(64) });
    await seat('A2').getByText('It works under another policy than the wanted one').waitFor();
    await a2.beBorn({ policyHash: wanted });
    await seat('A2').getByText('Ready', { exact: true }).waitFor();
    const order = await page.locator('invigil-ready-seat h3').allTextContents();
    assert.deepEqual(order, ['Seat A1', 'Seat A2'], 'worst first');
  });

  test('by keyboard alone: only what is not ready, then the machine behind it', async () => {
    const filter = page.getByRole('button', { name: 'Not ready: 1' });
    await reach(page, filter);
    await page.keyboard.press('Enter');
    await seat('A2').waitFor({ state: 'detached' });
    await reach(page, seat('A1').getByRole('link'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/devices\/room-1\/a1$/);
    await page.getByRole('heading', { name: 'Machine of seat A1' }).waitFor();
  });

  test('it is printed in black on white, without what can only be pressed', async () => {
    await page.goto(`${room.url}/rooms/room-1/ready`);
    await seat('A1').waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
    await page.getByText(/^As of /).waitFor();
    await page.emulateMedia({ media: 'screen' });
  });

  test('the machine’s page tells what it is, how it fared and what its log says', async () => {
    fares = {
      troubles: [{ level: 'error', message: 'frame not seen', code: 'ENOSPC', count: 3, at: Date.now() }],
    };
    await page.goto(`${room.url}/devices/room-1/a1`);
    await page.getByText('frame not seen (ENOSPC) ×3').waitFor({ timeout: 20_000 });
    await page.getByText('/dev/video0').waitFor();
    await page.locator('invigil-health-charts canvas').first().waitFor();
    await page.getByText(/last 29\.8 \/s/).waitFor();
    const week = page.getByRole('button', { name: '7 days' });
    await week.press('Enter');
    await page.getByText('One point for every 7 minutes.').waitFor();
    await page.getByText(/This hub gives no certificates/).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    assert.deepEqual(await violationsOf(page), []);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('all devices stand in one list, and a support bundle holds nobody', async () => {
    await page.goto(`${room.url}/devices`);
    await page.getByRole('row', { name: /A1.*0\.1\.0.*848×480/ }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download a support bundle' }).press('Enter'),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    const files = unzipSync(Buffer.concat(chunks));
    assert.ok(Object.keys(files).includes('health/room-1-a1.csv'));
    for (const [name, bytes] of Object.entries(files)) {
      const text = strFromU8(bytes);
      for (const secret of ['Kim', 'exam-of-kim', 'tom', room.tokenOf('a1')])
        assert.ok(!text.includes(secret), `${name} holds ${secret}`);
    }
  });

  test('a technician was told of no candidate and no session, on any page', () => {
    const paths = new Set(heard.map(({ url }) => new URL(url).pathname));
    for (const path of ['/api/live', '/api/me', '/api/rooms/room-1/machines', '/api/seats/room-1/a1/health'])
      assert.ok(paths.has(path), `${path} was not heard`);
    for (const { text, url } of heard)
      for (const secret of ['Kim', 'exam-of-kim'])
        assert.ok(!text.includes(secret), `${url} tells ${secret}`);
    assert.deepEqual(errors, []);
  });

  test('an administrator adds a user, who must choose a password; then gives another role, and disables them', async () => {
    const admin = await signIn(browser, room, room.addUser('ada', 'admin'));
    await admin.getByRole('button', { name: 'Menu' }).click();
    await admin.getByRole('link', { name: 'Users', exact: true }).click();
    await admin.getByRole('row', { name: /^tom technician/ }).waitFor();
    assert.deepEqual(await violationsOf(admin), []);

    await reach(admin, admin.getByRole('button', { name: 'Add a user' }));
    await admin.keyboard.press('Enter');
    await admin.getByLabel('Name', { exact: false }).first().waitFor();
    await admin.keyboard.type('ina');
    await admin.getByRole('checkbox', { name: /room-1/ }).press('Space');
    assert.deepEqual(await violationsOf(admin), []);
    await admin.getByRole('button', { name: 'Make the user' }).press('Enter');
    const password = (await admin.locator('invigil-user-dialog output').textContent()) ?? '';
    assert.match(password, /^\S{16}$/);
    await admin.getByRole('button', { name: 'Close' }).press('Enter');
    await admin
      .getByRole('row', { name: /^ina invigilator room-1 never.*must change the password/ })
      .waitFor();

    const ina = await logIn(browser, room, { name: 'ina', password });
    await ina.getByLabel('Your new password').fill('a long one of my own');
    await ina.getByLabel('Password', { exact: true }).fill(password);
    await ina.getByRole('button', { name: /sign in|log in/i }).click();
    await ina.locator('invigil-seat-tile').first().waitFor();

    await admin.getByRole('button', { name: 'Change ina' }).press('Enter');
    await admin.locator('invigil-user-dialog select').selectOption('technician');
    await admin.getByRole('button', { name: 'Save' }).press('Enter');
    await admin.getByText('ina is changed.').waitFor();
    await admin.getByRole('row', { name: /^ina technician/ }).waitFor();
    // It closes with a movement; what is pressed meanwhile is pressed behind it.
    await admin.locator('invigil-user-dialog dialog').waitFor({ state: 'hidden' });

    await admin.getByRole('button', { name: 'Change ina' }).press('Enter');
    await admin.getByRole('button', { name: 'Disable', exact: true }).press('Enter');
    await admin.getByRole('button', { name: /Press once more/ }).press('Enter');
    await admin.getByText('ina may not sign in any more.').waitFor();
    await ina.waitForURL(/\/login/);

    await admin.getByRole('button', { name: 'Change ada' }).press('Enter');
    await admin.getByRole('button', { name: 'Disable', exact: true }).press('Enter');
    await admin.getByRole('button', { name: /Press once more/ }).press('Enter');
    await admin.getByText(/there must be another administrator/).waitFor();
    assert.deepEqual(await violationsOf(admin), []);
  });

  test('who is neither is told so, and asks the hub for nothing', async () => {
    const other = await signIn(browser, room, room.addUser('rex', 'reviewer'));
    for (const path of ['/users', '/devices', '/rooms/room-1/ready']) {
      await other.goto(room.url + path);
      await other.getByText('This page is not for your role.').waitFor();
    }
  });
});

/** Presses Tab until something has the focus. */
async function reach(page: Page, goal: Locator): Promise<void> {
  await goal.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await goal.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('Tab never reached it');
}
