import { parentPort } from 'node:worker_threads';
import { openReader } from '../../store/open-database.js';
import type { Db } from '../../store/schema.js';
import type { StorePlace } from '../../lib/store-place.js';
import { type RecordJob, doRecordJob } from './record-jobs.js';

// The program of a thread that reads the store. Beside it, `record-reader.ts` starts it. A failure ends it, and is told so.
let db: Db | undefined;
parentPort?.on('message', ({ job, place }: { job: RecordJob; place: StorePlace }) => {
  db ??= openReader(place);
  void doRecordJob(db, job).then((read) => parentPort?.postMessage(read));
});
