import { join } from 'node:path';
import type { KeptSession } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { HubAccess } from '../outbox/put-to-hub.js';
import { Evidence } from './evidence.js';
import { EvidenceStore } from './evidence-store.js';
import { RecentPictures } from './recent-pictures.js';
import { evidenceUploader } from './uploader.js';

/** How much of the past is kept as pictures, ms: a policy may ask for what was 10 s ago. */
const RECENT_MS = 11_500;

type SeatEvidenceDeps = {
  dataDir: string;
  /** Of the pictures that are taken from now on. */
  session: KeptSession;
  /** Most bytes on the disk. */
  maxBytes: number;
  hub: HubAccess;
  clock: Clock;
  log: Log;
};

/** The pictures that go with signals, and their way to the hub. */
export type SeatEvidence = {
  evidence: Evidence;
  /** Pictures that wait, of which the oldest can be given up. */
  store: EvidenceStore;
  /** Breaks off what is under way; what waits stays on the disk for the next run. */
  stop(): Promise<void>;
};

/** Begins to bring what waits since the last run. @throws DeviceError `evidence-unwritable` */
export async function openEvidence({
  dataDir,
  maxBytes,
  session,
  ...deps
}: SeatEvidenceDeps): Promise<SeatEvidence> {
  const { log } = deps;
  const store = await EvidenceStore.open({ folder: join(dataDir, 'evidence'), session, maxBytes, log });
  const uploader = evidenceUploader({ ...deps, store });
  const recent = new RecentPictures({ keepMs: RECENT_MS, log });
  uploader.start();
  return {
    evidence: new Evidence({ recent, store, uploader, log }),
    store,
    async stop() {
      await recent.stop();
      await uploader.stop();
    },
  };
}
