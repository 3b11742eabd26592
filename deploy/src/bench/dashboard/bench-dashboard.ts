import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { logIn, openBrowser } from '../../system/browser.js';
import { film, openTestRoom } from '../../system/test-room.js';
import { watchDelays } from '../dom-delay.js';
import { quantile, row, type Row } from '../rows.js';
import { type Arrived, watchArrivals } from './arrivals.js';
import { gzipBytes, loadOnce } from './first-load.js';
import { settled, slopePerMinute } from './growth.js';
import { type Held, PageWatch } from './page-watch.js';
import { type TaskTime, traceTasks } from './task-times.js';
import { TalkingRoom } from './talking-room.js';

export type BenchOptions = { seats: number; minutes: number; profile?: string | undefined };

/** Goals of the room's page. */
const USEFUL_PAINT_MS = 1000;
const INITIAL_KB = 200;
/** Memory that still counts as flat: growth a minute after the first third, and the end to its beginning. */
const FLAT_MIB_PER_MINUTE = 0.1;
const FLAT_RATIO = 1.1;

/** From when on a task of the main thread is long, ms: somebody who presses a key then notices. */
const LONG_MS = 50;
const COLUMNS = 16;
const LOADS = 7;
const OPENS_WITHIN_MS = 120_000;
const WARM_UP_MS = 20_000;
const PROFILE_SECONDS = 20;
const DELAY_MS = 15_000;
const TRACE_SECONDS = 15;

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
      const page = await logIn(browser, room);
      await roomOn(page);
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
  const before = new Set(loads.flatMap(({ scripts }) => scripts.before));
  const after = new Set(loads.flatMap(({ scripts }) => scripts.after.filter((file) => !before.has(file))));
  return [
    row(`opened: all ${seats} seats on the page, median`, quantile(useful, 0.5), 'ms', LOADS, {
      most: USEFUL_PAINT_MS,
    }),
    row('opened: … slowest', Math.max(...useful), 'ms', LOADS),
    row('opened: first paint of all, median', quantile(first, 0.5), 'ms', LOADS),
    row('opened: JavaScript until then, gzip', (await gzipBytes([...before])) / 1000, 'kB', before.size, {
      most: INITIAL_KB,
    }),
    row('opened: … fetched ahead of use afterwards', (await gzipBytes([...after])) / 1000, 'kB', after.size),
  ];
}

async function roomOn(page: Page): Promise<void> {
  await page.locator('invigil-seat-tile').first().waitFor({ timeout: OPENS_WITHIN_MS });
}

/** What a page that stays open does. */
async function steadyRows(
  context: BrowserContext,
  options: { minutes: number; profile: string | undefined; talking: TalkingRoom; url: string },
): Promise<Row[]> {
  const { minutes, profile, talking, url } = options;
  const page = await context.newPage();
  const arrivals = watchArrivals(page);
  await page.goto(url, { waitUntil: 'commit', timeout: OPENS_WITHIN_MS });
  await roomOn(page);
  await page.waitForTimeout(WARM_UP_MS);
  console.log(`the open page, for ${minutes} min (load average ${loadNow()}) …`);
  const watch = await PageWatch.start(page);
  const [before, told] = [arrivals.now(), talking.told];
  const memory = await memoryOver(minutes, watch);
  const { busy, seconds, tasks } = await watch.take();
  const after = arrivals.now();
  console.log(`load average ${loadNow()}, ${talking.waiting} messages of seats not confirmed`);
  console.log('each task of the main thread, and the way of a change to its tile …');
  const lengths = tasks.map(({ ms }) => ms);
  const rows = [
    row('open: main-thread tasks over 50 ms', tasks.length, '', Math.round(seconds), { most: 0 }),
    row('open: … the longest', Math.max(0, ...lengths), 'ms', tasks.length),
    row('open: main thread busy', busy * 100, '%', Math.round(seconds)),
    ...arrivalRows(before, after, (talking.told - told) / seconds, seconds),
    ...memoryRows(memory),
    ...taskRows(await traceTasks(page, TRACE_SECONDS)),
    ...(await delayRows(page)),
  ];
  if (profile !== undefined) writeFileSync(profile, await watch.profile(PROFILE_SECONDS));
  await page.close();
  return rows;
}

/** The same tasks by the processor time that they took: what else runs on the machine hardly counts. */
function taskRows(tasks: readonly TaskTime[]): Row[] {
  const times = tasks.map(({ processorMs }) => processorMs);
  const share = times.reduce((sum, ms) => sum + ms, 0) / (TRACE_SECONDS * 10);
  const long = times.filter((ms) => ms > LONG_MS).length;
  return [
    row('open: tasks over 50 ms of processor time', long, '', times.length, { most: 0 }),
    row('open: … the longest', Math.max(0, ...times), 'ms', times.length),
    row('open: … processor time of the main thread', share, '%', times.length),
  ];
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
