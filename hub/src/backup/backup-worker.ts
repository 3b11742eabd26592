import { parentPort, workerData } from 'node:worker_threads';
import { backUp } from './back-up.js';

// The program of a thread that makes one backup. Beside it, `backup-rounds.ts` starts it.
const { at, dataDir, folder, keep }: { at: number; dataDir: string; folder: string; keep: number } =
  workerData;
parentPort?.postMessage(await backUp(dataDir, folder, { at, keep }));
