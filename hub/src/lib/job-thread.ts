import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** The program of a thread, beside the module that starts it; compiled as that is or not: tests run from the sources. @param name without its ending */
export function programBeside(module: string, name: string): URL {
  return new URL(`./${name}${extname(module)}`, module);
}

export type JobThreadOptions = {
  /** Takes each job as a message, and answers with one. Where it throws, it is started anew for the next job. */
  program: URL;
  /** Jobs that are under way or wait for their turn. */
  mostWaiting: number;
  /** A job that takes this long is broken off; undefined: none is. ms */
  longestMs?: number;
  /** For how long it waits for another job before it ends: what a thread has loaded need not be loaded again. 0: each job has one of its own. ms */
  idleMs: number;
  /** Most that it may keep in memory, MiB; undefined: as much as Node lets it. */
  heapMb?: number;
};

export type JobOutcome<Result> = { type: 'done'; result: Result } | { type: 'too-many' | 'too-long' };

/** Does jobs one after the other in a thread beside the event loop, so that the hub goes on meanwhile. */
export class JobThread<Job, Result> {
  readonly #options: JobThreadOptions;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #stopped = false;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** Ends the job that is under way with a failure. */
  #fail: ((why: unknown) => void) | undefined;

  constructor(options: JobThreadOptions) {
    this.#options = options;
  }

  /** Does a job. Throws what the program throws, and where the thread is stopped. */
  async run(job: Job): Promise<JobOutcome<Result>> {
    if (this.#waiting >= this.#options.mostWaiting) return { type: 'too-many' };
    this.#waiting += 1;
    const done = this.#last.then(() => this.#do(job));
    this.#last = done.catch(() => {});
    try {
      return await done;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Breaks off what is under way and waits for it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#fail?.(new Error('the hub stops'));
    this.#end();
    await this.#last;
  }

  async #do(job: Job): Promise<JobOutcome<Result>> {
    if (this.#stopped) throw new Error('the hub stops');
    const { idleMs, longestMs } = this.#options;
    const worker = this.#started();
    let timer: NodeJS.Timeout | undefined;
    try {
      const outcome = await new Promise<JobOutcome<Result>>((resolve, reject) => {
        this.#fail = reject;
        worker.once('message', (result: Result) => resolve({ type: 'done', result }));
        if (longestMs !== undefined) timer = setTimeout(() => resolve({ type: 'too-long' }), longestMs);
        worker.postMessage(job);
      });
      if (outcome.type === 'done' && idleMs > 0 && !this.#stopped) this.#rest(worker, idleMs);
      else this.#end();
      return outcome;
    } catch (cause) {
      this.#end();
      throw cause;
    } finally {
      clearTimeout(timer);
      this.#fail = undefined;
    }
  }

  #started(): Worker {
    clearTimeout(this.#idle);
    const { heapMb, program } = this.#options;
    const limits = heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } };
    if (this.#worker === undefined) {
      const worker = new Worker(program, limits);
      worker.on('error', (error) => this.#fail?.(error));
      worker.on('exit', () => {
        if (this.#worker !== worker) return;
        this.#worker = undefined;
        this.#fail?.(new Error('the thread ended'));
      });
      this.#worker = worker;
    }
    this.#worker.ref();
    return this.#worker;
  }

  #rest(worker: Worker, idleMs: number): void {
    worker.unref();
    this.#idle = setTimeout(() => this.#end(), idleMs).unref();
  }

  #end(): void {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }
}
