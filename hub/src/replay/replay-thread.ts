import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job, JobResult } from './jobs.js';

/** Beside this file, compiled as this file is or not: tests run from the sources. */
const PROGRAM = new URL(`./replay-worker${extname(import.meta.url)}`, import.meta.url);
/** Three hours take 2 s; what takes this long was made to take long. */
const LONGEST_MS = 60_000;
const HEAP = { maxOldGenerationSizeMb: 512 };
/** A room hands over its tracks at once when an exam ends; each takes about a second. */
const MOST_WAITING = 64;

/** Does jobs one after the other, each in a thread of its own, so that the hub goes on meanwhile. */
export class ReplayThread {
  readonly #mostWaiting: number;
  readonly #stopping = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param mostWaiting jobs that are under way or wait for their turn */
  constructor(mostWaiting = MOST_WAITING) {
    this.#mostWaiting = mostWaiting;
  }

  /** Does a job; undefined where too many wait. */
  async run(job: Job): Promise<JobResult | undefined> {
    if (this.#waiting >= this.#mostWaiting) return undefined;
    this.#waiting += 1;
    const done = this.#last.then(() => runInThread(job, this.#stopping.signal));
    this.#last = done.catch(() => {});
    try {
      return await done;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Breaks off what is under way and waits for it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#last;
  }
}

function runInThread(job: Job, signal: AbortSignal): Promise<JobResult> {
  if (signal.aborted) return Promise.reject(new Error('the hub stops'));
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { workerData: job, resourceLimits: HEAP });
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      void worker.terminate();
    };
    const stop = (): void => {
      end();
      reject(new Error('the hub stops'));
    };
    const timer = setTimeout(() => {
      end();
      resolve({ type: 'unreadable', reason: 'too-large: it takes too long to read' });
    }, LONGEST_MS);
    signal.addEventListener('abort', stop);
    worker.once('message', (result: JobResult) => {
      end();
      resolve(result);
    });
    worker.once('error', (error) => {
      end();
      reject(error);
    });
  });
}
