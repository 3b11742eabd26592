import { parentPort } from 'node:worker_threads';
import { backUp } from './back-up.js';
import type { BackupJob } from './backup-rounds.js';

// The program of a thread that makes one backup. Beside it, `backup-rounds.ts` starts it. A failure ends it, and is told so.
parentPort?.on('message', ({ at, dataDir, folder, keep }: BackupJob) => {
  void backUp(dataDir, folder, { at, keep }).then((made) => parentPort?.postMessage(made));
});
