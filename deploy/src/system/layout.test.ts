import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { LocalRoom } from '../room/room.js';
import { logIn, openBrowser, signIn, violationsOf } from './browser.js';
import { ScriptedSeat, SCRIPTED_BOOT } from './scripted-seat.js';
import { film, openTestRoom } from './test-room.js';
import { until } from './until.js';

const CSV = 'seat;label;row;column\r\na1;Window;1;3\r\na2;A2;1;2\r\nb1;B1;2;1\r\nb2;B2;2;4\r\n';

describe('a room as it stands', () => {
  let browser: Browser;
  /** An administrator's, on which the room is arranged. */
  let page: Page;
  /** An invigilator's, who looks at the map meanwhile. */
  let watcher: Page;
  let room: LocalRoom;
  let close: () => Promise<void>;
  const errors: string[] = [];

  before(async () => {
    const camera = film('calm', { loop: false });
    ({ room, close } = await openTestRoom(
      { a1: camera, a2: camera, b1: camera, b2: camera },
      { columns: 2 },
    ));
    await room.startHub();
    browser = await openBrowser();
    page = await logIn(browser, room, room.addUser('ada', 'admin'));
    watcher = await signIn(browser, room);
    for (const one of [page, watcher]) one.on('pageerror', (error) => errors.push(error.message));
    await page.locator('invigil-seat-tile').first().waitFor();
    await page.getByRole('link', { name: 'Arrange' }).click();
    await place(page, 1, 1).waitFor();
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  test('only who may arrange is offered it', async () => {
    assert.equal(await watcher.getByRole('link', { name: 'Arrange' }).count(), 0);
    assert.deepEqual(await violationsOf(page), []);
  });

  test('by keyboard alone a seat is picked up, carried and put down; others see it once it is saved', async () => {
    const said = page.locator('invigil-layout-page [role="status"]');
    await page.getByLabel('Columns').fill('4');
    await page.getByLabel('Columns').press('Tab');
    await place(page, 1, 4).waitFor();
    await place(page, 1, 1).focus();
    await page.keyboard.press('Enter');
    await said.getByText('Seat A1 picked up at row 1, column 1').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await page.keyboard.press('ArrowRight');
    await said.getByText('row 1, column 2, where seat A2 stands').waitFor();
    await page.keyboard.press('Escape');
    await said.getByText('Seat A1 stays where it was.').waitFor();
    assert.equal(await place(page, 1, 1).evaluate((cell) => cell.matches(':focus')), true);
    await page.keyboard.press(' ');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await said.getByText('Seat A1 now stands at row 1, column 4.').waitFor();
    await page.keyboard.press('Control+z');
    await place(page, 1, 1).and(page.locator('[data-seat="a1"]')).waitFor();
    await page.keyboard.press('Control+y');
    await place(page, 1, 4).and(page.locator('[data-seat="a1"]')).waitFor();
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await said.getByText('Saved.').waitFor();
    await until(async () => (await columnOf(watcher, 'a1')) === '4');
  });

  test('by drag two seats change places, a drop beside the map changes nothing', async () => {
    await drag(page, await middleOf(place(page, 2, 1)), await middleOf(place(page, 2, 2)));
    await place(page, 2, 2).and(page.locator('[data-seat="b1"]')).waitFor();
    await place(page, 2, 1).and(page.locator('[data-seat="b2"]')).waitFor();
    await drag(page, await middleOf(place(page, 2, 2)), { x: 4, y: 760 });
    await page.getByText('Seat B1 stays where it was.').waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await place(page, 2, 1).and(page.locator('[data-seat="b1"]')).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Save' }).isDisabled());
  });

  test('a finger drags as well', async () => {
    const context = await browser.newContext({
      viewport: { width: 1024, height: 768 },
      hasTouch: true,
      storageState: await page.context().storageState(),
    });
    const tablet = await context.newPage();
    await tablet.goto(`${room.url}/rooms/room-1/layout`);
    const [from, to] = [await middleOf(place(tablet, 2, 1)), await middleOf(place(tablet, 2, 3))];
    const touch = await context.newCDPSession(tablet);
    const point = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [at] });
    await point('touchStart', from);
    for (const share of [0.3, 0.7, 1])
      await point('touchMove', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    await point('touchEnd');
    await place(tablet, 2, 3).and(tablet.locator('[data-seat="b1"]')).waitFor();
    await context.close();
  });

  test('aisles, doors and the front are said and drawn, for everybody and after a restart', async () => {
    const aisles = page.locator('section[aria-labelledby="aisles"]');
    await aisles.getByLabel('Add an aisle').selectOption({ label: 'After column 2' });
    await aisles.getByRole('button', { name: 'Add', exact: true }).click();
    const doors = page.locator('section[aria-labelledby="doors"]');
    await doors.getByLabel('Add a door').selectOption({ label: 'Left, row 2' });
    await doors.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Front: the edge').selectOption({ label: 'Bottom' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const described = '[aria-description="The front is at the bottom of the map. Doors: left, row 2."]';
    await watcher.locator(`invigil-seat-map ${described}`).waitFor();
    await room.hub?.stop();
    await room.startHub();
    await watcher.reload();
    await watcher.locator(`invigil-seat-map ${described}`).waitFor({ timeout: 20_000 });
    assert.equal(await columnOf(watcher, 'a1'), '4');
    assert.deepEqual(await violationsOf(watcher), []);
  });

  test('a file is shown before it is taken, and its errors by line and column', async () => {
    await page.reload();
    await place(page, 1, 1).waitFor();
    const dialog = page.locator('invigil-layout-import wa-dialog');
    await choose(page, 'seat,label,row,column\na1,A1,9,x\n');
    await dialog.getByRole('row', { name: '2 column "x": must be a whole number from 1 to 50' }).waitFor();
    assert.deepEqual(await violationsOf(page), []);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.locator('table').waitFor({ state: 'detached' });
    await choose(page, CSV);
    await dialog.getByText('Seat Window, row 1, column 3').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    assert.equal(await place(page, 1, 3).getAttribute('data-seat'), null);
    await dialog.getByRole('button', { name: 'Take it' }).click();
    await place(page, 1, 3).getByText('Window').waitFor();
    assert.equal(await columnOf(watcher, 'a1'), '4', 'nothing is changed for others before it is saved');
    await page.getByRole('button', { name: 'Save' }).click();
    await until(async () => (await columnOf(watcher, 'a1')) === '3');
    const file = await page.request.get(`${room.url}/api/rooms/room-1/layout/csv`);
    assert.match(await file.text(), /^a1,Window,1,3$/m);
  });

  test('calm seats are hidden, one with something open never, and it is said how to see them again', async () => {
    const [calm, open] = [await ScriptedSeat.connect(room, 'a1'), await ScriptedSeat.connect(room, 'b1')];
    const now = Date.now();
    await open.tell({
      type: 'signal-opened',
      signal: {
        id: `${SCRIPTED_BOOT}-1`,
        kind: 'looking-away',
        source: 'camera',
        startedAt: now - 9000,
        openedAt: now - 5000,
        endedAt: null,
        confidence: 0.9,
      },
    });
    const talk = setInterval(() => void Promise.all([calm.fare(), open.fare()]), 1500);
    try {
      await watcher.locator('#seat-room-1-a1[data-level="calm"]').waitFor();
      await watcher.locator('invigil-incident-item[data-seat="room-1/b1"]').first().waitFor();
      await watcher.getByRole('button', { name: 'Hide calm' }).click();
      await watcher.getByText('1 of 4 seats are hidden.').waitFor();
      assert.deepEqual(
        [await watcher.locator('#seat-room-1-a1').count(), await watcher.locator('#seat-room-1-b1').count()],
        [0, 1],
      );
      assert.deepEqual(await violationsOf(watcher), []);
      await watcher.reload();
      await watcher.getByText('1 of 4 seats are hidden.').waitFor();
      await watcher.getByRole('button', { name: 'Show all seats' }).click();
      await watcher.locator('#seat-room-1-a1').waitFor();
      await watcher.getByRole('button', { name: 'Filter', exact: true }).click();
      await watcher.getByRole('checkbox', { name: 'Looks away' }).press('Space');
      await watcher.getByText('3 of 4 seats are hidden.').waitFor();
      await watcher.keyboard.press('Escape');
      await watcher.getByRole('button', { name: 'Show all seats' }).press('Enter');
    } finally {
      clearInterval(talk);
    }
    const silent = watcher.locator('#seat-room-1-a1');
    await watcher.locator('#seat-room-1-a1[data-silent="amber"]').waitFor();
    await silent.getByText('silent for').waitFor();
    await watcher.locator('#seat-room-1-a1[data-silent="red"]').waitFor({ timeout: 20_000 });
    await Promise.all([calm.close(), open.close()]);
  });

  test('the map is made larger and smaller by key and by button', async () => {
    const size = watcher.getByRole('group', { name: 'Size of the map' });
    await watcher.keyboard.press('+');
    await size.getByText('125%').waitFor();
    await size.getByRole('button', { name: 'Smaller' }).click();
    await size.getByRole('button', { name: 'Smaller' }).click();
    await size.getByText('80%').waitFor();
    await watcher.keyboard.press('0');
    await size.getByText('100%').waitFor();
    assert.deepEqual(errors, []);
  });
});

describe('rooms of other sizes', () => {
  for (const { columns, count } of [
    { columns: 6, count: 30 },
    { columns: 16, count: 250 },
  ])
    test(`${count} seats fit at 1366×768, each with its mark and its name`, async () => {
      const camera = film('calm', { loop: false });
      const seats = Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i + 1}`, camera]));
      const { close, room } = await openTestRoom(seats, { columns });
      const browser = await openBrowser();
      try {
        await room.startHub();
        const page = await signIn(browser, room);
        const map = page.locator('invigil-seat-map');
        const over = await map.evaluate((one) => [
          one.scrollHeight - one.clientHeight,
          one.scrollWidth - one.clientWidth,
          document.documentElement.scrollHeight - innerHeight,
        ]);
        assert.deepEqual(over, [0, 0, 0]);
        const cut = await page.locator('invigil-seat-tile').evaluateAll((tiles) =>
          tiles
            .filter((tile) => {
              const outer = tile.getBoundingClientRect();
              return [...(tile.shadowRoot?.querySelectorAll('.mark, .label') ?? [])].some((part) => {
                const { bottom, height, left, right, top } = part.getBoundingClientRect();
                return (
                  height === 0 ||
                  top < outer.top ||
                  bottom > outer.bottom ||
                  left < outer.left ||
                  right > outer.right
                );
              });
            })
            .map(({ id }) => id),
        );
        assert.deepEqual(cut, []);
        assert.equal(await page.locator('invigil-seat-tile').count(), count);
        assert.deepEqual(await violationsOf(page), []);
      } finally {
        await browser.close();
        await close();
      }
    });
});

/** A place of the room that is arranged. */
function place(page: Page, row: number, column: number): Locator {
  return page.locator(`invigil-layout-editor [data-row="${row}"][data-column="${column}"]`);
}

function columnOf(page: Page, seat: string): Promise<string | null> {
  return page.locator(`#seat-room-1-${seat}`).getAttribute('aria-colindex');
}

async function middleOf(place: Locator): Promise<{ x: number; y: number }> {
  await place.waitFor();
  const box = await place.boundingBox();
  assert.ok(box);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** Gives the page a file as if somebody had chosen it. */
async function choose(page: Page, csv: string): Promise<void> {
  await page.locator('invigil-layout-import input[type="file"]').setInputFiles({
    name: 'layout.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
}
