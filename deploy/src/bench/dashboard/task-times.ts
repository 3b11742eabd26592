import type { Page } from 'playwright-core';
import * as z from 'zod';

/** A task of the page's main thread: by the clock, and what of it the thread had the processor. */
export type TaskTime = { ms: number; processorMs: number };

const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      /** Microseconds. */
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.object({ name: z.string().optional() }).optional().catch(undefined),
    }),
  ),
});

/** Has Chromium write down each task for a while. Gives those of the main thread that was busiest: the page's. */
export async function traceTasks(page: Page, seconds: number): Promise<TaskTime[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('this page has no browser that could trace it');
  await browser.startTracing(page, { categories: ['toplevel'] });
  await page.waitForTimeout(seconds * 1000);
  return busiestMain((await browser.stopTracing()).toString());
}

/** The tasks of the main thread of pages that worked most, in a trace of Chromium's. */
export function busiestMain(trace: string): TaskTime[] {
  const { traceEvents } = Trace.parse(JSON.parse(trace));
  const mains = traceEvents.filter(
    ({ args, name }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const tasks = mains.map((main) =>
    traceEvents.flatMap(({ dur, name, pid, tdur, tid }) =>
      name.endsWith('RunTask') &&
      pid === main.pid &&
      tid === main.tid &&
      dur !== undefined &&
      tdur !== undefined
        ? [{ ms: dur / 1000, processorMs: tdur / 1000 }]
        : [],
    ),
  );
  return tasks.toSorted((a, b) => total(b) - total(a))[0] ?? [];
}

function total(tasks: readonly TaskTime[]): number {
  return tasks.reduce((sum, { processorMs }) => sum + processorMs, 0);
}
