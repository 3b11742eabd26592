import { parentPort } from 'node:worker_threads';
import { readHubKey } from '../lib/hub-key-file.js';
import { backUp, backUpFiles } from './back-up.js';
import type { BackupJob } from './backup-rounds.js';

// The program of a thread that makes one backup. Beside it, `backup-rounds.ts` starts it. A failure ends it, and is told so.
parentPort?.on('message', ({ at, dataDir, filesOnly, folder, keep, place }: BackupJob) => {
  const key = readHubKey(place);
  const made = filesOnly ? backUpFiles(dataDir, folder, key) : backUp(dataDir, folder, { at, keep, key });
  void made.then((copied) => parentPort?.postMessage(copied));
});
