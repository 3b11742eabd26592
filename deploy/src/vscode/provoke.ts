import { type SoftwareKind, type SoftwareReport } from '@invigil/contract';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Row, row } from '../bench/rows.js';
import { openFile, setFocus } from './editor-page.js';
import type { Arrival, startListeningSeat } from './listening-seat.js';
import { BULK, PROBE_KEYS } from './probe.js';

type Seat = Awaited<ReturnType<typeof startListeningSeat>>;
type Wanted = { kind: SoftwareKind; type?: SoftwareReport['type']; characters?: number; what?: string };

/** What somebody pastes who copied it elsewhere. */
const OUTSIDE = 'const borrowed = "a text from elsewhere";\r\nconst twice = borrowed + borrowed;\r\n';
const OWN = 'let total = 40 + 2;';
/** Stands nowhere else, so that only its mark tells that it was cut here. */
const MOVED = 'let carried = 7 * 6;';

/**
 * Does each thing that is to be told, and measures from it to the seat. A thing that is not told has a row that misses its goal, and so has what was told
 * though nothing provoked it.
 * @param mostMs within which each must come
 */
export async function provoke(page: Page, seat: Seat, probeLog: string, mostMs: number): Promise<Row[]> {
  const rows: Row[] = [];
  const provoked = new Set<Arrival>();
  const hear = async (wanted: Wanted, from: number): Promise<Arrival | undefined> => {
    const arrival = await seat.hear(isWanted(wanted), from, Math.max(15_000, mostMs));
    if (arrival) provoked.add(arrival);
    return arrival;
  };
  const measure = async (name: string, act: () => Promise<number>, wanted: Wanted): Promise<void> => {
    const from = Date.now();
    const cause = await act();
    const arrival = await hear(wanted, from);
    // The probe may hear of it after the extension.
    const ms = arrival ? Math.max(0, arrival.at - cause) : Number.NaN;
    rows.push(row(`${name}, to the seat`, ms, 'ms', 1, { most: mostMs }));
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
  const byProbe = (key: keyof typeof PROBE_KEYS, what: string) => async () =>
    noted(what, await press(PROBE_KEYS[key]));

  /** By number, not by time: in one millisecond a signal may come and the next thing be done. */
  const happenedSince = (number: number): Arrival[] =>
    seat.arrivals.slice(number).filter(({ report }) => report.type === 'happened');

  const began = Date.now();
  await page.keyboard.press('Control+End');
  const typed = seat.arrivals.length;
  await page.keyboard.type(`${MOVED}\n${OWN}\n`, { delay: 80 });
  await sleep(2500);
  const alarms = happenedSince(typed);
  rows.push(row('signals of plain typing', alarms.length, '', OWN.length + MOVED.length, { most: 0 }));

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+End');
  await measure('copied', () => press('Control+c'), { kind: 'text-copied', characters: OWN.length });
  await page.keyboard.press('Control+End');
  await measure('pasted from inside', () => press('Control+v'), {
    kind: 'pasted-inside',
    characters: OWN.length,
  });

  for (const key of ['ArrowUp', 'ArrowUp', 'Home', 'Shift+End']) await page.keyboard.press(key);
  await measure('cut', () => press('Control+x'), { kind: 'text-copied', characters: MOVED.length });
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await measure('pasted what was cut', () => press('Control+v'), {
    kind: 'pasted-inside',
    characters: MOVED.length,
  });

  await page.evaluate((text) => navigator.clipboard.writeText(text), OUTSIDE);
  await page.keyboard.press('Enter');
  const size = OUTSIDE.replaceAll('\r', '').length;
  await measure('pasted from outside', () => press('Control+v'), {
    kind: 'pasted-outside',
    characters: size,
  });

  await measure('a script’s edit', byProbe('bulk', 'bulk'), {
    kind: 'bulk-insert',
    characters: BULK.length,
  });
  const undone = seat.arrivals.length;
  await page.keyboard.press('Control+z');
  await sleep(2500);
  const after = happenedSince(undone);
  rows.push(row('signals of an undo', after.length, '', 1, { most: 0 }));
  await page.keyboard.press('Control+s');

  const focus = (focused: boolean) => async () => {
    const at = Date.now();
    await setFocus(page, focused);
    return at;
  };
  await measure('window blurred', focus(false), { kind: 'editor-blurred', type: 'began' });
  await measure('window focused again', focus(true), { kind: 'editor-blurred', type: 'ended' });
  await page.locator('.editor-instance .view-lines').first().click();
  await measure('an extension installed', byProbe('install', 'extensions'), { kind: 'extension-changed' });
  await measure('a task run', byProbe('task', 'task'), { kind: 'program-run', what: 'shell' });
  // A task runs in a terminal, which is told as well.
  await hear({ kind: 'terminal-opened' }, began);
  await openFile(page, 'task.js');
  await measure('a terminal opened', byProbe('terminal', 'terminal'), { kind: 'terminal-opened' });
  await openFile(page, 'task.js');
  await measure('a debugger run', byProbe('debug', 'debugger'), { kind: 'program-run', what: 'probe' });

  const others = happenedSince(typed).filter((one) => !provoked.has(one));
  for (const { report } of others) console.log(`not provoked: ${JSON.stringify(report)}`);
  rows.push(row('signals that nothing provoked', others.length, '', provoked.size, { most: 0 }));
  return rows;
}

function isWanted({
  characters,
  kind,
  type = 'happened',
  what,
}: Wanted): (report: SoftwareReport) => boolean {
  return (report) => {
    if (!('kind' in report) || report.type !== type || report.kind !== kind) return false;
    const detail = 'detail' in report ? report.detail : undefined;
    return (
      (characters === undefined || detail?.characters === characters) &&
      (what === undefined || detail?.what?.includes(what) === true)
    );
  };
}
