import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import type { EventBody, Rollup } from '@invigil/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import { freePort } from '../room/free-port.js';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn, violationsOf } from './browser.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';

const MISSED_WITHIN_MS = 20_000;
const CALM = film('calm', { loop: true });

describe('two hubs, seen from one of them', () => {
  let browser: Browser;
  let north: LocalRoom;
  let south: LocalRoom;
  let seat: ScriptedSeat | undefined;
  let awake: NodeJS.Timeout | undefined;
  const closing: (() => Promise<void>)[] = [];

  before(async () => {
    const figures = await freePort();
    const toSouth = { name: 'South', url: `http://127.0.0.1:${figures}` };
    const east = await hubWithoutDatabase();
    closing.push(east.close);
    const toEast = { name: 'East', url: east.url };
    const [there, here] = await Promise.all([
      openTestRoom({ a1: CALM, a2: CALM }, { figures, candidates: { a1: 'Kim Candidate' } }),
      openTestRoom({ a1: CALM }, { centreView: { name: 'North', everyMs: 1000, hubs: [toSouth, toEast] } }),
    ]);
    closing.push(there.close, here.close);
    south = there.room;
    north = here.room;
    await south.startHub();
    await north.startHub();
    seat = await ScriptedSeat.connect(south, 'a1');
    await seat.heedPolicies({ session: 'algebra-ii' });
    awake = setInterval(() => void seat?.fare().catch(() => undefined), 3000);
    await seat.tell(...phoneSeen(Date.now() - 30_000));
    browser = await openBrowser();
  });

  after(async () => {
    clearInterval(awake);
    await seat?.close();
    await browser?.close();
    for (const close of closing) await close();
  });

  const centre = async (name: string, role: 'admin' | 'technician'): Promise<[Page, Locator]> => {
    const page = await signIn(browser, north, north.addUser(name, role));
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Centre' }).click();
    await page.getByRole('heading', { name: 'South' }).waitFor();
    return [page, page.locator('section').filter({ has: page.getByRole('heading', { name: 'South' }) })];
  };

  test('an administrator sees the rooms of both, with what is open in them, and nobody who sits there', async () => {
    const [page, other] = await centre('ada', 'admin');
    await page.getByText('3 hubs · 3 rooms', { exact: true }).waitFor();
    await other.getByText('answers', { exact: true }).waitFor();
    const row = other.getByRole('row', { name: /Room 1/ });
    await row.getByText('1 of 2 online').waitFor();
    await row.getByText('1 not started').waitFor();
    await row.getByText('1 alert', { exact: true }).waitFor({ timeout: 10_000 });
    assert.equal(await row.getByRole('link').getAttribute('href'), `${south.url}/rooms/room-1`);
    assert.equal(await page.getByText(/Kim|algebra/).count(), 0);
    assert.deepEqual(await violationsOf(page), []);
  });

  test('a hub whose database is away is heard, and told as such', async () => {
    const [page] = await centre('eve', 'admin');
    const east = page.locator('section').filter({ has: page.getByRole('heading', { name: 'East' }) });
    await east.getByText(/database away since \d/).waitFor();
    await east.getByText(/Nobody can log in or judge there now/).waitFor();
    await east.getByText('3 of 4 online').waitFor();
    assert.deepEqual(await violationsOf(page), []);
  });

  test('a technician sees the same without incidents', async () => {
    const [page, other] = await centre('tom', 'technician');
    await other.getByText('1 of 2 online').waitFor();
    assert.equal(
      await page
        .locator('main')
        .getByText(/incident|alert/i)
        .count(),
      0,
    );
    assert.deepEqual(await violationsOf(page), []);
  });

  test('a hub that stops is called not heard, with its last figures, until it is back', async () => {
    const [page, other] = await centre('ben', 'admin');
    await other.getByText('1 of 2 online').waitFor();
    clearInterval(awake);
    await seat?.close();
    seat = undefined;
    await south.hub?.kill();
    await other.getByText(/not heard since/).waitFor({ timeout: MISSED_WITHIN_MS });
    await page.getByText('3 hubs · 3 rooms · 1 not heard').waitFor();
    await other.getByText('How it is there now is not known.').waitFor();
    await other.getByText(/Nobody answers at its address/).waitFor();
    await other.getByText(/ of 2 online/).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violationsOf(page), [], colorScheme);
    }
    await south.startHub();
    await other.getByText('answers', { exact: true }).waitFor({ timeout: MISSED_WITHIN_MS });
    await page.getByText('3 hubs · 3 rooms', { exact: true }).waitFor();
  });
});

/** A phone that is seen, and still is. */
function phoneSeen(at: number): EventBody[] {
  const id = `${SCRIPTED_BOOT}-1`;
  const span = { startedAt: at, openedAt: at + 1000, endedAt: null, seenMs: 5000 };
  return [
    { type: 'signal-opened', signal: { id, kind: 'phone', source: 'camera', confidence: 0.9, ...span } },
  ];
}

/** What a hub on PostgreSQL tells of itself while that is away. */
async function hubWithoutDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  const port = await freePort();
  const server = createServer((_, response) => {
    const at = Date.now();
    const rollup: Rollup = {
      at,
      since: at - 3_600_000,
      centre: 'east',
      version: '0.1.0',
      storeAwaySince: at - 300_000,
      publicUrl: null,
      rooms: [
        {
          room: 'hall',
          name: 'East hall',
          examOpen: true,
          seats: { online: 3, stopped: 0, lost: 1, never: 0 },
          ready: 3,
          blind: 0,
          incidents: { alert: 0, watch: 0, blind: 0 },
          watched: 0.98,
          versions: [{ version: '0.1.0', seats: 4 }],
          heardAt: at,
        },
      ],
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(rollup));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => new Promise((resolve) => server.close(() => resolve())),
  };
}
