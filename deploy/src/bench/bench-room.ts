import { cpus } from 'node:os';
import type { Health } from '@invigil/contract';
import { openBrowser, signIn } from '../system/browser.js';
import { film, openTestRoom } from '../system/test-room.js';
import { quantile, report, row, type Row } from './rows.js';
import { watchDelays } from './dom-delay.js';
import { watchHealth } from './seat-health.js';

const FILMS = ['calm', 'leaves', 'second-person', 'phone'] as const;
/** Nets warm up, pages load: none of it counts. */
const WARM_UP_MS = 10_000;

/** Measures four seats, the hub and a real browser on this machine: rates, stage times, delay to the screen. */
export async function benchRoom({
  json,
  seconds,
}: {
  json: string | undefined;
  seconds: number;
}): Promise<Row[]> {
  const { room, close } = await openTestRoom(
    Object.fromEntries(FILMS.map((name) => [name, film(name, { loop: true })])),
  );
  const browser = await openBrowser();
  try {
    await room.startHub();
    const page = await signIn(browser, room);
    for (const name of FILMS) room.startSeat(name);
    for (const name of FILMS) await page.locator(`#seat-room-1-${name}[data-level="calm"]`).waitFor();
    await page.waitForTimeout(WARM_UP_MS);
    console.log(
      `measuring for ${seconds} s on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
    );
    const health = await watchHealth(page);
    const delays = await watchDelays(page);
    await page.waitForTimeout(seconds * 1000);
    const rows = [...rateRows(health), ...delayRows(await delays.take()), ...stageRows(health)];
    report(rows, json);
    return rows;
  } finally {
    await browser.close();
    await close();
  }
}

function rateRows(reports: ReadonlyMap<string, readonly Health[]>): Row[] {
  return [...reports].flatMap(([seat, seatReports]) => {
    const mean = (pick: (rates: Health['rates']) => number): number =>
      seatReports.reduce((sum, { rates }) => sum + pick(rates), 0) / seatReports.length;
    return [
      row(
        `${seat}: face frames`,
        mean(({ faces }) => faces),
        '/s',
        seatReports.length,
        { least: 8 },
      ),
      row(
        `${seat}: object frames`,
        mean(({ objects }) => objects),
        '/s',
        seatReports.length,
        { least: 1 },
      ),
    ];
  });
}

function delayRows(delays: readonly number[]): Row[] {
  return [
    row('frame to screen, median', quantile(delays, 0.5), 'ms', delays.length),
    row('frame to screen, p95', quantile(delays, 0.95), 'ms', delays.length, { most: 500 }),
  ];
}

function stageRows(reports: ReadonlyMap<string, readonly Health[]>): Row[] {
  const all = [...reports.values()].flat();
  const stages = new Set(all.flatMap((health) => Object.keys(health.stages)));
  return [...stages].map((stage) => {
    const times = all.flatMap((health) => health.stages[stage] ?? []);
    return row(
      `stage ${stage}, median of medians`,
      quantile(
        times.map(({ p50 }) => p50),
        0.5,
      ),
      'ms',
      times.reduce((n, t) => n + t.n, 0),
    );
  });
}
