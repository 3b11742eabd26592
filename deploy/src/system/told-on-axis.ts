import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { until } from './until.js';

/** A signal as the time axis of a seat's page tells it in words. */
export type ToldSignal = { text: string; isOpen: boolean; lastedMs: number };

/** What the time axis of a seat's page tells of one kind, by the kind's words, the oldest first. */
export async function toldOn(page: Page, kind: string): Promise<ToldSignal[]> {
  const bars = page.locator('invigil-time-axis').getByRole('list', { name: kind, exact: true }).locator('li');
  const told = await bars.evaluateAll((items) =>
    items.map((item) => ({
      text: item.textContent?.trim() ?? '',
      isOpen: item.classList.contains('open'),
    })),
  );
  return told.map((one) => ({ ...one, lastedMs: lengthIn(one.text) }));
}

/** Waits until a kind has so many signals that have ended, and gives them. */
export async function endedOn(page: Page, kind: string, count = 1, withinMs = 15_000): Promise<ToldSignal[]> {
  let told: ToldSignal[] = [];
  try {
    await until(async () => {
      told = await toldOn(page, kind);
      return told.length === count && told.every(({ isOpen }) => !isOpen);
    }, withinMs);
  } catch {
    assert.fail(`“${kind}” did not end as it should: ${JSON.stringify(told)}`);
  }
  return told;
}

/** The last words but the detail: a length such as 0:04, in whole seconds. */
function lengthIn(text: string): number {
  const [, minutes, seconds] = /, (\d+):(\d\d)(?:,|$)/.exec(text) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}
