import { JobThread, programBeside } from '../lib/job-thread.js';
import type { Job, JobResult } from './jobs.js';

/** Three hours take 2 s; what takes this long was made to take long. */
const LONGEST_MS = 60_000;
const HEAP_MB = 512;
/** A room hands over its tracks at once when an exam ends; each takes about a second. */
const MOST_WAITING = 64;

/** Does jobs one after the other, each in a thread of its own, since a track is a seat's: the next job gets nothing of it. */
export class ReplayThread {
  readonly #thread: JobThread<Job, JobResult>;

  /** @param mostWaiting jobs that are under way or wait for their turn */
  constructor(mostWaiting = MOST_WAITING) {
    this.#thread = new JobThread({
      program: programBeside(import.meta.url, 'replay-worker'),
      mostWaiting,
      longestMs: LONGEST_MS,
      idleMs: 0,
      heapMb: HEAP_MB,
    });
  }

  /** Does a job; undefined where too many wait. */
  async run(job: Job): Promise<JobResult | undefined> {
    const outcome = await this.#thread.run(job);
    switch (outcome.type) {
      case 'done':
        return outcome.result;
      case 'too-many':
        return undefined;
      case 'too-long':
        return { type: 'unreadable', reason: 'too-large: it takes too long to read' };
    }
  }

  /** Breaks off what is under way and waits for it. */
  async stop(): Promise<void> {
    await this.#thread.stop();
  }
}
