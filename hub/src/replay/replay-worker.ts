import { parentPort } from 'node:worker_threads';
import { doJob, type Job } from './jobs.js';

// The program of a thread that does one job. Beside it, `replay-thread.ts` starts it.
parentPort?.on('message', (job: Job) => {
  parentPort?.postMessage(doJob(job));
});
