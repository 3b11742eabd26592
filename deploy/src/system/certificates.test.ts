import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readEnrolment } from '@invigil/contract';
import { enrol } from '@invigil/device';
import { type Hub, HubConfig, initCentre, startHub } from '@invigil/hub';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { PLACES } from '../room/places.js';
import { openBrowser, violationsOf } from './browser.js';

/** A seat is let in and put out from the page of its machine, by a hub with certificates of its own. */

const home = mkdtempSync(join(tmpdir(), 'invigil-certificates-'));
const PASSWORD = 'a long enough one';
const seats = [{ seat: 'a1', label: 'A1', row: 1, column: 1 }];
const config = HubConfig.parse({
  centre: 'north',
  dataDir: join(home, 'hub'),
  dashboardDir: PLACES.dashboard,
  http: { port: 0, tls: 'auto' },
  mqtt: { embedded: { port: 0, tls: 'auto' } },
  rooms: [{ room: 'r2', name: 'Room 2', rows: 1, columns: 1, seats }],
});
let hub: Hub;
let browser: Browser;
let page: Page;

before(async () => {
  await initCentre(config, 'admin');
  hub = await startHub(config, { log: pino({ level: 'silent' }) });
  await hub.addUser({ name: 'tom', role: 'technician', password: PASSWORD });
  browser = await openBrowser();
  // No browser knows the authority of a centre that was made a second ago.
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  page = await context.newPage();
  await page.goto(hub.url);
  await page.getByLabel('Name').fill('tom');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: /sign in|log in/i }).click();
  await page.locator('invigil-seat-tile').first().waitFor({ timeout: 20_000 });
});

after(async () => {
  await browser?.close();
  await hub?.stop();
  rmSync(home, { recursive: true, force: true });
});

test('a technician makes a token, a seat enrols with it, and loses its certificate again', async () => {
  await page.goto(`${hub.url}/devices/r2/a1`);
  await page.getByText('None was given to this seat.').waitFor();
  await page.getByRole('button', { name: 'Make a token to enrol' }).press('Enter');
  await page.getByRole('img', { name: 'The line as a QR code' }).waitFor();
  assert.deepEqual(await violationsOf(page), []);

  const shown = (await page.locator('.token code').textContent()) ?? '';
  const payload = readEnrolment(/'(invigil:enrol\S+)'/.exec(shown)?.[1] ?? '');
  assert.ok(payload !== undefined, shown);
  assert.equal(payload.hub, hub.url.replace('127.0.0.1', new URL(payload.hub).hostname));
  await enrol(payload, join(home, 'a1'));

  await page.reload();
  const given = page.locator('invigil-seat-certificates li');
  await given.getByText(/given .* by tom, ends/).waitFor();
  await given.getByRole('button', { name: /^Revoke / }).press('Enter');
  await given.getByText(/Press once more/).waitFor();
  await given.getByRole('button').press('Enter');
  await given.getByText(/revoked .* by tom/).waitFor();
  assert.deepEqual(await violationsOf(page), []);
});
