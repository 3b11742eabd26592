import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Policy } from '@invigil/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { logIn, openBrowser, signIn, violationsOf } from './browser.js';
import { ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const HEAD = 'number;name;exam;seat;arrangement;no-camera';

describe('running a centre', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let a1: ScriptedSeat | undefined;
  let a2: ScriptedSeat | undefined;
  let awake: NodeJS.Timeout | undefined;
  let wantedAtA1: Policy[] = [];

  before(async () => {
    const camera = film('calm', { loop: false });
    ({ room, close } = await openTestRoom({ a1: camera, a2: camera, a3: camera }));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room, room.addUser('ada', 'admin'));
    a1 = await ScriptedSeat.connect(room, 'a1');
    a2 = await ScriptedSeat.connect(room, 'a2');
    wantedAtA1 = await a1.heedPolicies({ session: 'algebra-ii' });
    await a2.heedPolicies({ deaf: true });
    // A seat of which nothing is heard for 12 s counts as lost.
    awake = setInterval(() => void Promise.all([a1?.fare(), a2?.fare()]).catch(() => undefined), 3000);
  });

  after(async () => {
    clearInterval(awake);
    await a1?.close();
    await a2?.close();
    await browser?.close();
    await close?.();
  });

  test('a policy is changed from a profile, compared, published, and each seat seen to confirm it', async () => {
    await page.goto(`${room.url}/policies`);
    await page.getByText('Your centre has no policy of its own yet').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('link', { name: 'coding' }).click();
    await page.getByLabel('Find a field').fill('phone weight');
    const weight = page.getByLabel(/conduct\.phone\.weight/);
    await weight.fill('250');
    await page.getByText('Must be 0–200').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByLabel('New name').fill('maths');
    await page.keyboard.press('Enter');
    await page.getByText('1 field is not as it should be.').waitFor();
    await focused(page, 'conduct.phone.weight');
    await weight.fill('80');
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goBack();
    await until(() => asked.length > 0);
    assert.deepEqual(asked, ['Leave without keeping? Your changes to this policy would be gone.']);
    assert.deepEqual([new URL(page.url()).pathname, await weight.inputValue()], ['/policies/coding', '80']);
    await page.getByRole('tab', { name: 'Fields' }).focus();
    await page.keyboard.press('ArrowRight');
    const row = page.getByRole('row').filter({ hasText: 'conduct.phone.weight' });
    await row.waitFor();
    assert.deepEqual(await row.getByRole('cell').allInnerTexts(), ['100', '80', 'points before scaling']);
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Keep under a new name' }).click();
    await page.getByRole('heading', { name: 'Policies: maths' }).waitFor();

    await page.getByRole('tab', { name: 'Publish' }).click();
    await page.getByRole('checkbox', { name: /Room 1/ }).check();
    await page.getByRole('button', { name: 'Publish version 1' }).press('Enter');
    await page.getByRole('button', { name: /Press once more/ }).press('Enter');
    await page.getByText('Room 1: 1 of 3 seats work under it').waitFor();
    const seats = page.getByRole('row');
    await seats.filter({ hasText: 'Seat A2' }).filter({ hasText: 'has not confirmed yet' }).waitFor();
    await seats.filter({ hasText: 'Seat A3' }).filter({ hasText: 'is not online' }).waitFor();
    const hashes = seats.filter({ hasText: 'Seat A1' }).locator('code');
    const [wanted, confirmed] = await hashes.allInnerTexts();
    assert.equal(confirmed, wanted, 'the hash that seat A1 confirmed');
    assert.equal(wantedAtA1.at(-1)?.conduct.phone.weight, 80);
    assert.deepEqual(await violationsOf(page), []);
  });

  test('an exam is made, and candidates come from a file, first with faults, then without', async () => {
    await page.goto(`${room.url}/exams`);
    await page.getByRole('button', { name: 'New exam' }).click();
    await page.getByLabel('Name, as people read it').fill('Algebra II');
    await page.getByRole('checkbox', { name: 'Room 1' }).check();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Make the exam' }).click();
    await page.getByText('This exam has no candidates yet').waitFor();

    await page.getByRole('link', { name: 'Import candidates' }).click();
    await page.getByRole('combobox').waitFor();
    assert.equal(await page.locator('select').inputValue(), 'algebra-ii', 'the exam whose page was left');
    await choose(page, `${HEAD}\n13;Kim;algebra-ii;A1;;maybe\n14;;algebra;A9;;`);
    const rows = page.getByRole('row');
    await rows.filter({ hasText: 'no-camera' }).filter({ hasText: 'It must be yes or no.' }).waitFor();
    await rows.filter({ hasText: 'There is no exam of this short name.' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Accept' }).count(), 0);
    assert.deepEqual(await violationsOf(page), []);
    await choose(page, `${HEAD}\n13;Kim Lee;algebra-ii;A1;no camera;yes\n14;Moe;algebra-ii;;;`);
    await page.getByText('2 would be added, 0 changed, 0 left as they are.').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Accept' }).press('Enter');
    await page.getByText('Done: 2 added, 0 changed.').waitFor();
  });

  test('candidates are seated by keyboard, by list and by drag, and an open exam is in force at once', async () => {
    await page.goto(`${room.url}/exams/algebra-ii`);
    const other = await signIn(browser, room, room.addUser('ben', 'admin'));
    await other.goto(`${room.url}/exams/algebra-ii`);
    await page.getByRole('button', { name: /^Moe/ }).press('Enter');
    await page.getByText('Moe is picked').waitFor();
    await seatOf(page, 'A1').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('Moe sits at A2.').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByLabel('Seat of Moe').focus();
    await page.getByLabel('Seat of Moe').selectOption({ label: 'A3' });
    await seatOf(page, 'A3').filter({ hasText: 'Moe' }).waitFor();
    await page.getByRole('button', { name: /^Moe/ }).dragTo(seatOf(page, 'A2'));
    await seatOf(page, 'A2').filter({ hasText: 'Moe' }).waitFor();
    await seatOf(other, 'A2').filter({ hasText: 'Moe' }).waitFor();
    await other.close();

    await page.getByRole('button', { name: 'Open the exam' }).click();
    await page.getByText('The exam is open.').waitFor();
    await until(() => wantedAtA1.at(-1)?.camera.enabled === false);
    await page.getByText('Seat A2 is in no session').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Change Kim Lee' }).click();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('checkbox', { name: /No camera/ }).uncheck();
    await page.getByRole('checkbox', { name: /Looks around/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await until(() => wantedAtA1.at(-1)?.camera.enabled === true);
    await page.goto(room.url);
    await page.locator('invigil-seat-tile').filter({ hasText: 'Kim Lee' }).waitFor();
  });

  test('what was set is there after the hub was started anew, and a technician sees no candidate', async () => {
    await room.hub?.stop();
    await room.startHub();
    const tom = await logIn(browser, room, room.addUser('tom', 'technician'));
    await tom.goto(`${room.url}/exams/algebra-ii`);
    await tom.getByText('This page is not for your role.').waitFor();
    await tom.goto(`${room.url}/policies`);
    await tom.getByRole('row').filter({ hasText: 'maths' }).filter({ hasText: 'Room 1' }).waitFor();
    const again = await signIn(browser, room, room.addUser('eve', 'admin'));
    await again.locator('invigil-seat-tile').filter({ hasText: 'Kim Lee' }).waitFor();
    await again.goto(`${room.url}/exams/algebra-ii`);
    await again.getByRole('button', { name: 'End the exam' }).click();
    await again.getByRole('button', { name: /Press once more/ }).click();
    await again.getByText('The exam has ended.').waitFor();
  });
});

function seatOf(page: Page, label: string): Locator {
  return page.locator('invigil-exam-seats').getByRole('button', { name: new RegExp(`^Seat ${label}:`) });
}

async function choose(page: Page, csv: string): Promise<void> {
  const buffer = Buffer.from(csv);
  await page.locator('input[type=file]').setInputFiles({ name: 'c.csv', mimeType: 'text/csv', buffer });
}

/** Waits until the field of a path has the focus, in whatever shadow it stands. */
async function focused(page: Page, id: string): Promise<void> {
  await page.locator(`input[id="${id}"]:focus`).waitFor();
}
