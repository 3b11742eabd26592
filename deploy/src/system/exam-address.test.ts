import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

describe('where an exam is written', () => {
  let site: Server;
  let address: string;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let browser: Browser;
  let page: Page;

  before(async () => {
    site = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Algebra II</title><h1>The first question</h1>');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const at = site.address();
    address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/algebra`;
    const policy = { camera: { enabled: false } };
    ({ room, close } = await openTestRoom({ a1: film('calm', { loop: true }) }, { policy }));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room, room.addUser('ada', 'admin'));
  });

  after(async () => {
    await browser?.close();
    await close?.();
    site?.close();
  });

  test('is given with the exam, and an address that no candidate should be led to is refused', async () => {
    await page.goto(`${room.url}/exams`);
    await page.getByRole('button', { name: 'New exam' }).click();
    await page.getByLabel('Name, as people read it').fill('Algebra II');
    await page.getByRole('checkbox', { name: 'Room 1' }).check();
    const field = page.getByLabel('Address of the exam');
    for (const wrong of ['javascript:alert(1)', 'file:///etc/passwd', 'http://exam.example']) {
      await field.fill(wrong);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'The address must begin with https://' }).waitFor();
    }
    assert.deepEqual(await violationsOf(page), []);
    const refused = await page.evaluate(async () => {
      const exam = { exam: 'x', name: 'X', rooms: ['room-1'], startsAt: 1, minutes: 60, policy: null };
      const answer = await fetch('/api/exams', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...exam, address: 'javascript:alert(1)' }),
      });
      return answer.status;
    });
    assert.equal(refused, 400, 'the hub refuses it too, whatever a page lets through');
    await field.fill(address);
    await page.getByRole('button', { name: 'Make the exam' }).click();
    await page.getByRole('link', { name: address }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Open the exam' }).click();
    await page.getByText('The exam is open.').waitFor();
  });

  test('is what the candidate’s page opens, by keyboard alone', async () => {
    room.startSeat('a1');
    const keyed = join(room.plan.folder, 'seat-a1', 'run', 'page.url');
    await until(() => existsSync(keyed), 60_000);
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const candidate = await context.newPage();
    const url = readFileSync(keyed, 'utf8').trim();
    await until(async () => {
      const facts = await fetch(new URL('/exam', url)).then((answer) => answer.text());
      return facts.includes(address);
    }, 60_000);
    await candidate.goto(url);
    await candidate.getByRole('button', { name: 'I have read this' }).press('Enter');
    await candidate.getByRole('button', { name: 'Begin the exam' }).press('Enter');
    const opened = candidate.waitForEvent('popup');
    await candidate.getByRole('button', { name: /^Open the exam/ }).press('Enter');
    const exam = await opened;
    await exam.getByRole('heading', { name: 'The first question' }).waitFor();
    assert.equal(exam.url(), address);
    assert.equal(
      await exam.evaluate(() => opener),
      null,
      'it can not lead the page that opened it elsewhere',
    );
    assert.doesNotMatch(
      await exam.evaluate(() => document.referrer),
      /key|127\.0\.0\.1/,
      'it is not told from where',
    );
  });
});
