import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser, signIn } from '../../system/browser.js';
import { film, openTestRoom } from '../../system/test-room.js';
import { watchDelays } from '../dom-delay.js';
import { quantile, row, type Row } from '../rows.js';
import { type Arrived, watchArrivals } from './arrivals.js';
import { gzipBytes, loadOnce } from './first-load.js';
import { settled, slopePerMinute } from './growth.js';
import { type Held, PageWatch } from './page-watch.js';
import { TalkingRoom } from './talking-room.js';

export type BenchOptions = { seats: number; minutes: number; profile?: string | undefined };

/** Goals of the room's page. */
const USEFUL_PAINT_MS = 1000;
const INITIAL_KB = 200;
/** Memory that still counts as flat: growth a minute after the first third, and the end to its beginning. */
const FLAT_MIB_PER_MINUTE = 0.1;
const FLAT_RATIO = 1.1;

const COLUMNS = 16;
const LOADS = 7;
const WARM_UP_MS = 20_000;
const PROFILE_SECONDS = 20;
const DELAY_MS = 15_000;

/** Measures the page of a room in which every seat talks: a real hub, a real Chromium, both on this machine. */
export async function benchDashboard({ minutes, profile, seats }: BenchOptions): Promise<Row[]> {
  const names = Array.from({ length: seats }, (_, i) => `s${i + 1}`);
  const camera = film('calm', { loop: false });
  const cameras = Object.fromEntries(names.map((name) => [name, camera]));
  const candidates = Object.fromEntries(names.map((name, i) => [name, `Candidate ${i + 1}`]));
  const { close, room } = await openTestRoom(cameras, { columns: COLUMNS, candidates });
  const browser = await openBrowser();
  try {
    console.log(`hub and ${seats} seats on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'} …`);
    await room.startHub();
    const talking = await TalkingRoom.start(room, names);
    try {
      const page = await signIn(browser, room);
      const rows = await loadRows(page.context(), room.url, seats);
      await page.close();
      return [...rows, ...(await steadyRows(page.context(), { minutes, profile, talking, url: room.url }))];
    } finally {
      await talking.stop();
    }
  } finally {
    await browser.close();
    await close();
  }
}

/** What it takes until the room is seen, with nothing of the page in the browser's cache. */
async function loadRows(context: BrowserContext, url: string, seats: number): Promise<Row[]> {
  console.log(`${LOADS} times opened (load average ${loadNow()}) …`);
  const loads = [];
  for (let i = 0; i < LOADS; i++) loads.push(await loadOnce(context, url, seats));
  const useful = loads.map(({ usefulPaintMs }) => usefulPaintMs);
  const first = loads.map(({ firstPaintMs }) => firstPaintMs);
  const scripts = [...new Set(loads.flatMap((load) => load.scripts))];
  const kB = (await gzipBytes(scripts)) / 1000;
  return [
    row(`opened: all ${seats} seats on the page, median`, quantile(useful, 0.5), 'ms', LOADS, {
      most: USEFUL_PAINT_MS,
    }),
    row('opened: … slowest', Math.max(...useful), 'ms', LOADS),
    row('opened: first paint of all, median', quantile(first, 0.5), 'ms', LOADS),
    row('opened: JavaScript fetched by itself, gzip', kB, 'kB', scripts.length, { most: INITIAL_KB }),
  ];
}

/** What a page that stays open does. */
async function steadyRows(
  context: BrowserContext,
  options: { minutes: number; profile: string | undefined; talking: TalkingRoom; url: string },
): Promise<Row[]> {
  const { minutes, profile, talking, url } = options;
  const page = await context.newPage();
  const arrivals = watchArrivals(page);
  await page.goto(url);
  await page.locator('invigil-seat-tile').first().waitFor();
  await page.waitForTimeout(WARM_UP_MS);
  console.log(`the open page, for ${minutes} min (load average ${loadNow()}) …`);
  const watch = await PageWatch.start(page);
  const [before, told] = [arrivals.now(), talking.told];
  const memory = await memoryOver(minutes, watch);
  const { busy, seconds, tasks } = await watch.take();
  const after = arrivals.now();
  console.log(`load average ${loadNow()}, ${talking.waiting} messages of seats not confirmed`);
  const lengths = tasks.map(({ ms }) => ms);
  const rows = [
    row('open: main-thread tasks over 50 ms', tasks.length, '', Math.round(seconds), { most: 0 }),
    row('open: … the longest', Math.max(0, ...lengths), 'ms', tasks.length),
    row('open: main thread busy', busy * 100, '%', Math.round(seconds)),
    ...arrivalRows(before, after, (talking.told - told) / seconds, seconds),
    ...memoryRows(memory),
    ...(await delayRows(page)),
  ];
  if (profile !== undefined) writeFileSync(profile, await watch.profile(PROFILE_SECONDS));
  await page.close();
  return rows;
}

/** About ten figures and at most one a minute, spread evenly. */
async function memoryOver(minutes: number, watch: PageWatch): Promise<Held[]> {
  const [from, length] = [performance.now(), minutes * 60_000];
  const every = Math.min(60_000, length / 10);
  const memory = [await watch.held()];
  for (let due = every; due <= length + 1; due += every) {
    await sleep(Math.max(0, from + due - performance.now()));
    memory.push(await watch.held());
  }
  return memory;
}

function memoryRows(memory: readonly Held[]): Row[] {
  const rest = settled(memory);
  const [first, last] = [rest[0], rest.at(-1)];
  const slope = slopePerMinute(rest.map(({ at, heapMiB }) => ({ minute: at / 60_000, value: heapMiB })));
  return [
    row('open: JavaScript heap after collection, at the end', last?.heapMiB ?? NaN, 'MiB', memory.length),
    row('open: … its growth after the first third', slope, 'MiB/min', rest.length, {
      most: FLAT_MIB_PER_MINUTE,
    }),
    row(
      'open: … end to beginning, of that',
      (last?.heapMiB ?? NaN) / (first?.heapMiB ?? NaN),
      '×',
      rest.length,
      {
        most: FLAT_RATIO,
      },
    ),
    row(
      'open: nodes at the end, to the beginning',
      (last?.nodes ?? NaN) / (first?.nodes ?? NaN),
      '×',
      rest.length,
    ),
  ];
}

function arrivalRows(before: Arrived, after: Arrived, toldPerSecond: number, seconds: number): Row[] {
  const perSecond = (of: keyof Arrived): number => (after[of] - before[of]) / seconds;
  const n = Math.round(seconds);
  return [
    row('open: events that seats told', toldPerSecond, '/s', n),
    row('open: changes of seats that arrived', perSecond('seatChanges'), '/s', n),
    row('open: frames that arrived', perSecond('deltas'), '/s', n),
    row('open: … their bytes', perSecond('bytes') / 1000, 'kB/s', n),
    row('open: gaps in them, or new beginnings', after.gaps + after.snapshots - 1, '', n, { most: 0 }),
  ];
}

/** From what a seat tells to the changed tile. Short, and after all else: it is kept in the page. */
async function delayRows(page: Page): Promise<Row[]> {
  const delays = await watchDelays(page);
  await page.waitForTimeout(DELAY_MS);
  const all = await delays.take();
  return [
    row('open: told to changed tile, median', quantile(all, 0.5), 'ms', all.length),
    row('open: … p95', quantile(all, 0.95), 'ms', all.length),
  ];
}

function loadNow(): string {
  return (loadavg()[0] ?? NaN).toFixed(1);
}
