import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { openBrowser, signIn } from './browser.js';
import { storedByBoot, waitingInOutbox } from './hub-record.js';
import { filmStartOf } from './sightings.js';
import { film, openTestRoom } from './test-room.js';

const HUB_DOWN_MS = 30_000;
/** The second person comes 22 s into the film: the hub goes before and is back when all is over. */
const HUB_KILLED_AT_FILM_MS = 12_000;
const SHOWN_LOST_WITHIN_MS = 15_000;

describe('a room whose hub and whose seat are killed', () => {
  let browser: Browser;
  let page: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;

  before(async () => {
    ({ room, close } = await openTestRoom({ a1: film('second-person', { loop: true }) }));
    await room.startHub();
    browser = await openBrowser();
    page = await signIn(browser, room);
    room.startSeat('a1');
    await page.locator('#seat-room-1-a1[data-level="calm"]').waitFor();
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  test('30 s without a hub lose no event and double none, and the page finds its way back', async () => {
    const start = filmStartOf(room.logFile('seat-a1'));
    await sleep(Math.max(0, start + HUB_KILLED_AT_FILM_MS - Date.now()));
    await room.hub?.kill();
    const storedBefore = storedByBoot(room.plan)[0]?.stored ?? 0;
    await page
      .getByText(/no connection/i)
      .first()
      .waitFor({ timeout: 6000 });
    await sleep(HUB_DOWN_MS);
    await room.startHub();
    // What happened meanwhile arrives as history: part of the record, and an incident that is no alarm.
    await page.locator('[id^="incident-"][data-kinds~="extra-person"]').first().waitFor({ timeout: 20_000 });
    await room.seat('a1')?.stop();
    const records = storedByBoot(room.plan);
    assert.equal(waitingInOutbox(room.plan, 'a1'), 0, 'events that the seat still keeps');
    assert.equal(records.length, 1);
    const [record] = records;
    assert.ok(
      record !== undefined && record.stored > storedBefore,
      'nothing happened while the hub was away',
    );
    assert.deepEqual(
      { first: record.first, last: record.last, distinct: record.distinct },
      { first: 1, last: record.stored, distinct: record.stored },
    );
    console.log(
      `# ${record.stored} events, ${record.stored - storedBefore} of them told after the outage; 0 lost, 0 doubled`,
    );
  });

  test('a killed seat is shown as lost within 15 s, and as online when it is back', async () => {
    const tile = (level: string): Promise<void> =>
      page.locator(`#seat-room-1-a1[data-level="${level}"]`).waitFor({ timeout: SHOWN_LOST_WITHIN_MS });
    await tile('stopped');
    room.startSeat('a1');
    await tile('calm');
    await room.seat('a1')?.kill();
    const killedAt = Date.now();
    await tile('lost');
    console.log(`# shown as lost ${Date.now() - killedAt} ms after it was killed`);
    room.startSeat('a1');
    await tile('calm');
    const [, killed] = storedByBoot(room.plan);
    assert.ok(killed === undefined || killed.distinct === killed.stored);
  });
});
