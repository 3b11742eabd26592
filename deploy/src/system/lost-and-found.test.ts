import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Signal } from '@invigil/contract';
import type { Browser, Page } from 'playwright-core';
import { LinkProxy } from '../chaos/link-proxy.js';
import type { LocalRoom } from '../room/room.js';
import { fillIn, openBrowser, signIn } from './browser.js';
import { endLogIns } from './hub-record.js';
import { type SignedIn, signedInFetch } from './rest.js';
import { SCRIPTED_BOOT, ScriptedSeat } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const SEATS = ['a1', 'a2', 'a3'] as const;
/** So soon a page must say that it is no longer live, ms. */
const SAYS_WITHIN_MS = 5000;
/** So soon it must be live again once the hub can be reached, ms: the longest wait between two tries, and a try that hangs. */
const FOUND_WITHIN_MS = 13_000;
const HOUR_MS = 3_600_000;

/** What a page said of its connection, and when by the clock of this test. */
type Said = { text: string; at: number }[];

describe('lost and found again', () => {
  let browser: Browser;
  let room: LocalRoom;
  let close: () => Promise<void>;
  let wire: LinkProxy;
  let hub: SignedIn;
  const seats = new Map<string, ScriptedSeat>();
  const open: { seat: string; signal: Signal }[] = [];
  let told = 0;

  before(async () => {
    const cameras = Object.fromEntries(SEATS.map((seat) => [seat, film('calm', { loop: false })]));
    // Nothing is held back: all that the hub has is drawn.
    ({ room, close } = await openTestRoom(cameras, { policy: { alertBudget: { itemsPerSeatHour: 50 } } }));
    await room.startHub();
    wire = await LinkProxy.start(room.plan.ports.http);
    browser = await openBrowser();
    hub = await signedInFetch(room);
    for (const seat of SEATS) seats.set(seat, await ScriptedSeat.connect(room, seat));
    for (const _ of SEATS) await somethingBegins();
  });

  after(async () => {
    for (const seat of seats.values()) await seat.close();
    await browser?.close();
    await wire?.close();
    await close?.();
  });

  /** A seat tells of something new that goes on. */
  async function somethingBegins(): Promise<void> {
    const seat = SEATS[told % SEATS.length] ?? 'a1';
    told += 1;
    const at = Date.now();
    const signal: Signal = {
      id: `${SCRIPTED_BOOT}-${told}`,
      kind: told % 2 === 0 ? 'phone' : 'extra-person',
      source: 'camera',
      startedAt: at - 4000,
      openedAt: at - 1000,
      endedAt: null,
      confidence: 0.9,
    };
    open.push({ seat, signal });
    await seats.get(seat)?.tell({ type: 'signal-opened', signal });
  }

  /** What a page must catch up with: something new, something that ends, and something that somebody else judges. */
  async function muchHappens(): Promise<void> {
    await somethingBegins();
    const ends = open.shift();
    if (ends !== undefined) {
      const signal = { ...ends.signal, endedAt: Date.now() };
      await seats.get(ends.seat)?.tell({ type: 'signal-closed', signal });
    }
    const known = new Set(open.map(({ signal }) => signal.id));
    await until(async () =>
      (await hub.incidents()).some(({ signals }) => signals.some(({ id }) => known.has(id))),
    );
    const waiting = (await hub.incidents()).find(({ judged }) => judged === undefined);
    if (waiting !== undefined) await hub.clear(waiting);
  }

  async function openPage(path = ''): Promise<{ page: Page; said: Said }> {
    const page = await signIn(browser, { url: `http://127.0.0.1:${wire.port}`, login: room.login });
    if (path !== '') await page.goto(`http://127.0.0.1:${wire.port}${path}`);
    return { page, said: await listen(page) };
  }

  /** Waits until a page says something after a moment; tells how long that took. */
  async function saysAfter(said: Said, what: RegExp, since: number, withinMs: number): Promise<number> {
    const heard = () => said.find(({ at, text }) => at >= since && what.test(text));
    await until(() => heard() !== undefined, withinMs + 10_000).catch(() => undefined);
    const took = (heard()?.at ?? Number.POSITIVE_INFINITY) - since;
    assert.ok(took <= withinMs, `said ${what.source} after ${took} ms, not within ${withinMs} ms`);
    return took;
  }

  /** The page shows what the hub has, each once, without having been loaded again. */
  async function showsTheTruth(page: Page): Promise<void> {
    const expected = async () =>
      (await hub.incidents())
        .map(
          ({ endedAt, id, judged }) => `${id} ${endedAt === null ? 'open' : 'ended'} ${judged?.state ?? '-'}`,
        )
        .sort();
    await until(async () => (await shown(page)).join() === (await expected()).join(), 10_000).catch(
      () => undefined,
    );
    assert.deepEqual(await shown(page), await expected());
    const fresh = await signIn(browser, room);
    await until(async () => (await levels(page)).join() === (await levels(fresh)).join(), 10_000).catch(
      () => undefined,
    );
    assert.deepEqual(await levels(page), await levels(fresh));
    await fresh.context().close();
    assert.equal(
      await page.evaluate(() => document.body.dataset['stayed']),
      'yes',
      'the page was loaded again',
    );
  }

  test('a socket that is cut', async () => {
    const { page, said } = await openPage();
    await showsTheTruth(page);
    const cutAt = Date.now();
    wire.set('cut');
    const lost = await saysAfter(said, /No connection since/, cutAt, SAYS_WITHIN_MS);
    await muchHappens();
    await sleep(3000);
    const backAt = Date.now();
    wire.set('open');
    const found = await saysAfter(said, /^Live/, backAt, FOUND_WITHIN_MS);
    await showsTheTruth(page);
    console.log(`# cut: said after ${lost} ms, live again after ${found} ms`);
    await page.context().close();
  });

  test('a network in which everything stays silent', async () => {
    const { page, said } = await openPage();
    const cutAt = Date.now();
    wire.set('silent');
    const lost = await saysAfter(said, /No connection since/, cutAt, SAYS_WITHIN_MS);
    await muchHappens();
    await sleep(6000);
    const backAt = Date.now();
    wire.set('open');
    const found = await saysAfter(said, /^Live/, backAt, FOUND_WITHIN_MS);
    await showsTheTruth(page);
    console.log(`# silent: said after ${lost} ms, live again after ${found} ms`);
    await page.context().close();
  });

  test('a hub that is started again with what it had', async () => {
    const { page, said } = await openPage();
    await muchHappens();
    await showsTheTruth(page);
    const cutAt = Date.now();
    await room.hub?.kill();
    const lost = await saysAfter(said, /No connection since/, cutAt, SAYS_WITHIN_MS);
    await room.startHub();
    const backAt = Date.now();
    const found = await saysAfter(said, /^Live/, backAt, FOUND_WITHIN_MS);
    await showsTheTruth(page);
    // Seats find the hub again in their own time.
    const before = told;
    await until(async () => {
      await somethingBegins().catch(() => undefined);
      return (await hub.incidents()).some(({ signals }) =>
        signals.some(({ id }) => Number(id.split('-')[1]) > before),
      );
    });
    await showsTheTruth(page);
    console.log(`# hub: said after ${lost} ms, live again after ${found} ms`);
    await page.context().close();
  });

  test('a machine that sleeps for an hour: timers stand still, the clock goes on, the socket looks open', async () => {
    const { page, said } = await openPage();
    await page.clock.install();
    await page.reload();
    await page.locator('invigil-seat-tile').first().waitFor();
    said.length = 0;
    const again = await listen(page);
    await page.clock.pauseAt(Date.now() + 200);
    wire.strand();
    await muchHappens();
    await sleep(7000);
    assert.ok(!again.some(({ text }) => text.includes('No connection')), 'asleep it says nothing');
    await page.clock.setSystemTime(Date.now() + HOUR_MS);
    const wokeAt = Date.now();
    await page.clock.resume();
    const lost = await saysAfter(again, /No connection since/, wokeAt, SAYS_WITHIN_MS);
    const found = await saysAfter(again, /^Live/, wokeAt, SAYS_WITHIN_MS);
    await showsTheTruth(page);
    console.log(`# asleep: said ${lost} ms after it woke, live again after ${found} ms`);
    await page.context().close();
  });

  test('a log-in that ended meanwhile says so, and signing in leads back to where one was', async () => {
    const { seat, signal } = open[0] ?? assert.fail('something goes on');
    const { page, said } = await openPage(`/rooms/room-1/seats/${seat}#${signal.id}`);
    await page.getByRole('heading', { name: `Seat ${seat.toUpperCase()}` }).waitFor();
    const where = page.url();
    wire.set('silent');
    await saysAfter(said, /No connection since/, Date.now(), SAYS_WITHIN_MS);
    endLogIns(room.plan);
    wire.set('open');
    await page.getByRole('status').getByText('Your log-in has ended.').waitFor({ timeout: FOUND_WITHIN_MS });
    await fillIn(page, room.login);
    await page.getByRole('heading', { name: `Seat ${seat.toUpperCase()}` }).waitFor();
    assert.equal(page.url(), where);
    await page.getByText('Live').waitFor();
    await page.context().close();
  });
});

/** Marks a page, so that a reload would be seen, and hears what it says of its connection: also while its timers stand still. */
async function listen(page: Page): Promise<Said> {
  const said: Said = [];
  const name = `heard${Math.random().toString(36).slice(2)}`;
  await page.exposeFunction(name, (text: string) =>
    said.push({ text: text.trim().replace(/\s+/g, ' '), at: Date.now() }),
  );
  await page.locator('invigil-connection-status').waitFor();
  await page.locator('invigil-connection-status').evaluate((status, tell) => {
    document.body.dataset['stayed'] = 'yes';
    const root = status.shadowRoot ?? status;
    const hear: unknown = Reflect.get(globalThis, tell);
    new MutationObserver(() => {
      if (typeof hear === 'function') hear(root.querySelector('p')?.innerText ?? '');
    }).observe(root, { subtree: true, childList: true, characterData: true });
  }, name);
  return said;
}

/** The incidents that a page shows, with where they stand; what is judged is behind a line. */
async function shown(page: Page): Promise<string[]> {
  const behind = page.locator('invigil-incident-queue details.judged:not([open]) summary');
  if ((await behind.count()) > 0) await behind.click();
  const items = await page
    .locator('invigil-incident-item')
    .evaluateAll((all) =>
      all.map((item) =>
        item instanceof HTMLElement
          ? `${item.id.replace('incident-', '')} ${item.dataset['state']} ${item.dataset['judged'] || '-'}`
          : '',
      ),
    );
  return items.sort();
}

/** How each seat of the room is shown. */
async function levels(page: Page): Promise<string[]> {
  return page
    .locator('invigil-seat-tile')
    .evaluateAll((all) =>
      all.map((tile) => (tile instanceof HTMLElement ? `${tile.id} ${tile.dataset['level']}` : '')),
    );
}
