import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import type { Log } from '../lib/log.js';
import { ReceiptSigner } from '../lib/receipt-signer.js';
import type { RoomPlan } from '../lib/room-plan.js';
import { version } from '../lib/version.js';
import type { FileStore } from '../store/files/file-store.js';
import { filesToErase } from '../store/files/open-files.js';
import { keepNotice } from '../store/notices.js';
import type { Pictures } from '../store/pictures.js';
import type { Db } from '../store/schema.js';
import { Erasures, type ErasuresDeps } from './erasures.js';
import { privacyPort } from './privacy-port.js';
import { ThreadReader } from './report/record-reader.js';
import { recordsPort } from './report/records-port.js';
import { RetentionRounds } from './retention-rounds.js';

export type PrivacyDeps = Pick<ErasuresDeps, 'onCandidatesErased' | 'onErased'> & {
  db: Db;
  plan: RoomPlan;
  seatIds: ReadonlyMap<string, number>;
  pictures: Pictures;
  files: FileStore;
  hubKey: Uint8Array;
  clock: Clock;
  log: Log;
};

/** What is kept of sessions and for how long: the records that are handed out, and their end. */
export async function openPrivacy(config: HubConfig, deps: PrivacyDeps) {
  const { clock, db, files, hubKey, log, onCandidatesErased, onErased, pictures, plan, seatIds } = deps;
  const { retention } = config;
  const notice = await keepNotice(db, config.notice, clock.now());
  const signer = new ReceiptSigner(hubKey);
  const erasures = new Erasures({
    db,
    seatIds,
    retention,
    places: filesToErase(files, config),
    signer,
    clock,
    log,
    onCandidatesErased,
    onErased,
  });
  const reader = new ThreadReader({ dataDir: config.dataDir, database: config.database });
  const kept = { db, plan, seatIds, signer, clock, pictures };
  return {
    records: recordsPort({ ...kept, reader, log, retention, version }),
    privacy: privacyPort({ ...kept, erasures, notice }),
    rounds: new RetentionRounds(erasures, log),
    reader,
  };
}
