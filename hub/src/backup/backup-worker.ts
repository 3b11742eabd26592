import { parentPort } from 'node:worker_threads';
import { readHubKey } from '../lib/hub-key-file.js';
import { backUp } from './back-up.js';
import type { BackupJob } from './backup-rounds.js';

// The program of a thread that makes one backup. Beside it, `backup-rounds.ts` starts it. A failure ends it, and is told so.
parentPort?.on('message', ({ at, configFile, database, dataDir, folder, keep, place }: BackupJob) => {
  const made = backUp({ dataDir, database }, folder, { at, keep, configFile, key: readHubKey(place) });
  void made.then((copied) => parentPort?.postMessage(copied));
});
