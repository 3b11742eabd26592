import { type SoftwareKind, type SoftwareReport } from '@invigil/contract';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Row, row } from '../bench/rows.js';
import { setFocus } from './editor-page.js';
import type { startListeningSeat } from './listening-seat.js';
import { BULK } from './probe.js';

type Seat = Awaited<ReturnType<typeof startListeningSeat>>;
/** What somebody pastes who copied it elsewhere. */
const OUTSIDE = 'const borrowed = "a text from elsewhere";\r\nconst twice = borrowed + borrowed;\r\n';
const OWN = 'let total = 40 + 2;';

const isKind =
  (kind: SoftwareKind, type: SoftwareReport['type'], characters?: number) =>
  (report: SoftwareReport): boolean =>
    report.type === type &&
    'kind' in report &&
    report.kind === kind &&
    (characters === undefined || ('detail' in report && report.detail?.characters === characters));

/** Does each thing that is to be told, and measures from it to the seat. A thing that is not told has a row that misses its goal. */
export async function provoke(page: Page, seat: Seat, probeLog: string): Promise<Row[]> {
  const rows: Row[] = [];
  const measure = async (
    name: string,
    act: () => Promise<number>,
    wanted: (report: SoftwareReport) => boolean,
  ): Promise<void> => {
    const from = Date.now();
    const cause = await act();
    const arrival = await seat.hear(wanted, from);
    rows.push(
      row(`${name}, to the seat`, arrival ? arrival.at - cause : Number.NaN, 'ms', 1, { most: 2000 }),
    );
  };
  const press = async (key: string): Promise<number> => {
    const at = Date.now();
    await page.keyboard.press(key);
    return at;
  };
  /** When the probe says that it did a thing. */
  const noted = async (what: string, from: number): Promise<number> => {
    for (const until = performance.now() + 60_000; performance.now() < until; await sleep(20))
      for (const line of readFileSync(probeLog, 'utf8').split('\n')) {
        const [at, name] = line.split(' ');
        if (name === what && Number(at) >= from) return Number(at);
      }
    throw new Error(`the probe did not note ${what}`);
  };

  await page.keyboard.press('Control+End');
  const typedFrom = Date.now();
  await page.keyboard.type(`${OWN}\n`, { delay: 80 });
  await sleep(2500);
  const alarms = seat.arrivals.filter(({ at, report }) => at >= typedFrom && report.type === 'happened');
  rows.push(row('signals of plain typing', alarms.length, '', OWN.length, { most: 0 }));

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+End');
  await measure('copied', () => press('Control+c'), isKind('text-copied', 'happened', OWN.length));
  await page.keyboard.press('Control+End');
  await measure(
    'pasted from inside',
    () => press('Control+v'),
    isKind('pasted-inside', 'happened', OWN.length),
  );

  await page.evaluate((text) => navigator.clipboard.writeText(text), OUTSIDE);
  await page.keyboard.press('Enter');
  const size = OUTSIDE.replaceAll('\r', '').length;
  await measure('pasted from outside', () => press('Control+v'), isKind('pasted-outside', 'happened', size));

  await measure(
    'a script’s edit',
    async () => {
      const from = await press('Control+Alt+1');
      return noted('bulk', from);
    },
    isKind('bulk-insert', 'happened', BULK.length),
  );
  const undone = Date.now();
  await page.keyboard.press('Control+z');
  await sleep(2500);
  const after = seat.arrivals.filter(({ at, report }) => at >= undone && report.type === 'happened');
  rows.push(row('signals of an undo', after.length, '', 1, { most: 0 }));

  await measure(
    'window blurred',
    async () => {
      const at = Date.now();
      await setFocus(page, false);
      return at;
    },
    isKind('editor-blurred', 'began'),
  );
  await measure(
    'window focused again',
    async () => {
      const at = Date.now();
      await setFocus(page, true);
      return at;
    },
    isKind('editor-blurred', 'ended'),
  );
  await page.locator('.editor-instance .view-lines').first().click();
  await measure(
    'an extension installed',
    async () => {
      const from = await press('Control+Alt+2');
      return noted('extensions', from);
    },
    isKind('extension-changed', 'happened'),
  );
  return rows;
}
