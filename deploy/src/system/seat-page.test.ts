import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { EvidencePicture, Signal } from '@invigil/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { logIn, openBrowser, signIn, violationsOf } from './browser.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';

const HAND = 'c2a4be1e-5a0c-4f0e-9a4d-3b4a2f6f0c77';
/** The candidate looked away for a while, a minute ago; then the camera was covered. */
const AWAY = {
  id: `${SCRIPTED_BOOT}-1`,
  kind: 'looking-away',
  source: 'camera',
  startedAt: Date.now() - 60_000,
  openedAt: Date.now() - 56_000,
  endedAt: null,
  confidence: 0.9,
} as const satisfies Signal;
const COVERED = {
  ...AWAY,
  id: `${SCRIPTED_BOOT}-2`,
  kind: 'covered',
  startedAt: AWAY.startedAt + 30_000,
  openedAt: AWAY.startedAt + 32_000,
  endedAt: AWAY.startedAt + 42_000,
} as const satisfies Signal;

describe('the page of a seat, by keyboard', () => {
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
    const pictures: EvidencePicture[] = [];
    for (const [name, after] of [
      ['black', -4000],
      ['gray', 4000],
    ] as const) {
      const sha256 = await seat.bringPicture(room, await paint(page, name));
      pictures.push({ sha256, takenAt: AWAY.startedAt + after, role: after < 0 ? 'before' : 'moment' });
    }
    pictures.push({ sha256: 'f'.repeat(64), takenAt: AWAY.startedAt + 5000, role: 'moment' });
    await seat.tell(
      { type: 'signal-opened', signal: AWAY },
      { type: 'evidence', signalId: AWAY.id, pictures },
      { type: 'signal-closed', signal: { ...AWAY, endedAt: AWAY.openedAt + 4000 } },
      { type: 'signal-closed', signal: COVERED },
    );
    await page.locator('invigil-incident-item[data-seat="room-1/a1"]').first().waitFor();
  });

  after(async () => {
    await seat?.close();
    await browser?.close();
    await close?.();
  });

  test('opens at the incident that its address names, and flips through its pictures', async () => {
    await page.goto(`${room.url}/rooms/room-1/seats/a1#${AWAY.id}`);
    const book = page.locator('invigil-flip-book');
    await book.waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'INVIGIL-APP');
    await page.keyboard.press('Home');
    await book.getByText('Picture 1 of 3').waitFor();
    await book.getByText('4.0 s before it began').waitFor();
    await page.keyboard.press('ArrowRight');
    await book.getByText('4.0 s after it began').waitFor();
    await page.keyboard.press('End');
    await book.getByText('On its way…').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await book.getByRole('button', { name: 'Pause' }).waitFor();
    await book.getByText('Picture 3 of 3').waitFor();
    await book.getByRole('button', { name: 'Play' }).waitFor();
  });

  test('a point on the axis is kept by key, with the picture nearest to it; not seeing is drawn', async () => {
    const axis = page.locator('invigil-time-axis');
    await axis.getByText(/Not seen for 0:12 of this time, in one stretch/).waitFor();
    assert.equal(await axis.locator('.gaps span').count(), 1);
    assert.equal(await axis.getByText('nothing reported').count(), 3);
    await page.getByRole('slider').focus();
    for (let i = 0; i < 24; i += 1) await page.keyboard.press('ArrowLeft');
    await page.getByText(/Kept picture of/).waitFor();
    await page.getByRole('button', { name: 'Back to now' }).waitFor();
    await page.keyboard.press('-');
    await page.getByRole('button', { name: '30 min', pressed: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Back to now' }).waitFor({ state: 'detached' });
  });

  test('a note is written on an incident, and struck through with a reason', async () => {
    const notes = page.locator('invigil-seat-notes');
    await notes.getByLabel('New note').fill('was asked to face the screen');
    await notes.getByLabel('About').selectOption(AWAY.id);
    await notes.getByRole('button', { name: 'Write' }).press('Enter');
    await notes.getByText('was asked to face the screen').waitFor();
    await notes.getByRole('button', { name: /^Strike through/ }).press('Enter');
    await page.keyboard.type('that was seat A2');
    await page.keyboard.press('Enter');
    await notes.getByText(/Struck through .*that was seat A2/).waitFor();
    assert.equal(await notes.locator('s').innerText(), 'was asked to face the screen');
    assert.equal(await notes.getByRole('button', { name: /^Strike through/ }).count(), 0);
  });

  test('a raised hand is answered, and the page says that the seat could show nothing', async () => {
    const read = await seat?.answerMessages({
      ok: false,
      reason: 'there is nothing here that shows messages',
    });
    await seat?.raiseHand(HAND, 'I need paper');
    const messages = page.locator('invigil-seat-messages');
    await messages.getByText('I need paper').waitFor();
    await page.getByRole('log').getByText('Seat A1: hand raised.').waitFor({ state: 'attached' });
    await messages.getByRole('button', { name: /^Answer/ }).press('Enter');
    await messages.getByText(/not shown: the seat has nothing that shows messages/).waitFor();
    await messages.getByText('I need paper').waitFor({ state: 'detached' });
    await messages.getByRole('button', { name: 'You may go on.' }).press('Enter');
    await messages.getByRole('button', { name: 'Send' }).press('Enter');
    await messages.locator('li').nth(1).waitFor();
    assert.deepEqual(read, ['Somebody is coming to you.', 'You may go on.']);
    const auditor = await logIn(browser, room, room.addUser('ann', 'auditor'));
    await auditor.getByRole('cell', { name: 'answered a raised hand' }).waitFor();
    await auditor.getByRole('cell', { name: 'sent words to a candidate' }).waitFor();
    await auditor.context().close();
  });

  test('axe finds nothing in light, dark and with less motion, on each size, where nothing plays by itself', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${room.url}/rooms/room-1/seats/a1?still#${AWAY.id}`);
    const book: Locator = page.locator('invigil-flip-book');
    await book.getByRole('button', { name: 'Play' }).waitFor();
    await book.getByText('Picture 1 of 3').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const [width, height] of [
        [1366, 768],
        [1024, 768],
        [2560, 1440],
      ] as const) {
        await page.setViewportSize({ width, height });
        assert.deepEqual(await violationsOf(page), [], `${colorScheme} ${width}`);
        const isWide = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        assert.equal(isWide, false, `nothing is cut off at ${width}`);
      }
    }
  });
});

/** A picture of one colour. */
async function paint(page: Page, colour: string): Promise<Uint8Array<ArrayBuffer>> {
  const base64 = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 400];
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.fillStyle = fill;
      context.fillRect(0, 0, 640, 400);
    }
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  }, colour);
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
