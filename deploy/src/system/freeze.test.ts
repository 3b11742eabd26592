import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { film, openTestRoom } from './test-room.js';

const REASON = 'the camera of A1 needs its new driver';

describe('the exam freeze, and how two administrators lift it', () => {
  let browser: Browser;
  let room: LocalRoom;
  let close: () => Promise<void>;

  before(async () => {
    const calm = film('calm', { loop: true });
    ({ room, close } = await openTestRoom({ a1: calm, a2: calm }));
    await room.startHub();
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  const updates = async (name: string, role: 'admin' | 'technician'): Promise<Page> => {
    const page = await signIn(browser, room, room.addUser(name, role));
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Updates' }).click();
    await page.getByRole('heading', { name: 'The hub' }).waitFor();
    return page;
  };

  test('an open exam freezes the room; one administrator asks, another one grants, a technician sees until when', async () => {
    const ada = await updates('ada', 'admin');
    await ada.getByText('2 of 2 seats may be updated').waitFor();
    const exam = { exam: 'algebra', name: 'Algebra', rooms: ['room-1'], minutes: 60, policy: null };
    for (const [path, body] of [
      ['/api/exams', { ...exam, startsAt: Date.now() }],
      ['/api/exams/algebra/open', undefined],
    ] as const) {
      const answer = await ada.request.post(`${room.url}${path}`, { ...(body && { data: body }) });
      assert.ok(answer.ok(), await answer.text());
    }
    await ada.getByText('0 of 2 seats may be updated').waitFor({ timeout: 30_000 });
    await ada.getByLabel('Seats').fill('a1');
    await ada.getByLabel('Reason').fill(REASON);
    await ada.keyboard.press('Enter');
    await ada.getByText('Another administrator grants it.').waitFor();
    assert.equal(await ada.getByRole('button', { name: /^Grant/ }).count(), 0);
    assert.deepEqual(await violationsOf(ada), []);

    const ben = await updates('ben', 'admin');
    await ben.getByText(REASON).waitFor();
    await ben.getByRole('button', { name: 'Grant: room-1: a1' }).click();
    await ben.getByText(/granted by ben, until/).waitFor();
    await ben.getByText('1 of 2 seats may be updated').waitFor();

    const tom = await updates('tom', 'technician');
    await tom.getByText(/granted by ben, until/).waitFor();
    assert.equal(await tom.getByText(REASON).count(), 0);
    assert.equal(await tom.getByRole('button', { name: /^(?:Grant|Take back|Ask)/ }).count(), 0);
    assert.deepEqual(await violationsOf(tom), []);

    await ben.getByRole('button', { name: 'Take back: room-1: a1' }).click();
    await ben.getByText('0 of 2 seats may be updated').waitFor();
    await ben.goto(`${room.url}/audit`);
    for (const verb of ['asked to lift an exam freeze', 'lifted an exam freeze', 'put an exam freeze back'])
      await ben.getByRole('cell', { name: verb, exact: true }).waitFor();
  });
});
