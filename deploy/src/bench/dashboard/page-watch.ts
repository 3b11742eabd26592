import type { CDPSession, Page } from 'playwright-core';
import * as z from 'zod';

/** Something that kept the main thread for 50 ms or longer. `at` from the start of the navigation. */
export type LongTask = { at: number; ms: number };

/** What a page holds after a full garbage collection. */
export type Held = { at: number; heapMiB: number; nodes: number; listeners: number };

const LongTasks = z.array(z.object({ at: z.number(), ms: z.number() }));

/** Watches the main thread and the memory of an open page. */
export class PageWatch {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly #tasks: { take: () => Promise<LongTask[]> };
  /** When the garbage was collected for a figure: that is no work of the page. */
  readonly #collections: { from: number; to: number }[] = [];
  #busyS = NaN;
  #from = NaN;

  private constructor(page: Page, cdp: CDPSession, tasks: { take: () => Promise<LongTask[]> }) {
    this.#page = page;
    this.#cdp = cdp;
    this.#tasks = tasks;
  }

  /** Begins now. */
  static async start(page: Page): Promise<PageWatch> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const watch = new PageWatch(page, cdp, await watchLongTasks(page));
    watch.#busyS = await watch.#metric('TaskDuration');
    watch.#from = await watch.#now();
    return watch;
  }

  /** What the page holds, after all that it no longer needs is gone. */
  async held(): Promise<Held> {
    const from = await this.#now();
    await this.#cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    const [nodes, listeners] = [await this.#metric('Nodes'), await this.#metric('JSEventListeners')];
    const to = await this.#now();
    this.#collections.push({ from, to });
    return { at: to, heapMiB: usedSize / 2 ** 20, nodes, listeners };
  }

  /** What kept the main thread since the start, and which share of the time it was busy. */
  async take(): Promise<{ tasks: LongTask[]; busy: number; seconds: number }> {
    const tasks = (await this.#tasks.take()).filter(
      ({ at, ms }) => !this.#collections.some(({ from, to }) => at < to && at + ms > from),
    );
    const seconds = ((await this.#now()) - this.#from) / 1000;
    return { tasks, busy: ((await this.#metric('TaskDuration')) - this.#busyS) / seconds, seconds };
  }

  /** A processor profile of the page, as Chromium's developer tools read it. */
  async profile(seconds: number): Promise<string> {
    await this.#cdp.send('Profiler.enable');
    await this.#cdp.send('Profiler.start');
    await this.#page.waitForTimeout(seconds * 1000);
    const { profile } = await this.#cdp.send('Profiler.stop');
    await this.#cdp.send('Profiler.disable');
    return JSON.stringify(profile);
  }

  #now(): Promise<number> {
    return this.#page.evaluate(() => performance.now());
  }

  async #metric(wanted: string): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  }
}

async function watchLongTasks(page: Page): Promise<{ take: () => Promise<LongTask[]> }> {
  const handle = await page.evaluateHandle(() => {
    const tasks: { at: number; ms: number }[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries()) tasks.push({ at: startTime, ms: duration });
    });
    observer.observe({ type: 'longtask' });
    return tasks;
  });
  return { take: async () => LongTasks.parse(await handle.jsonValue()) };
}
