import { SESSION_HEADER } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { HubAccess } from '../outbox/put-to-hub.js';
import { Uploader } from '../outbox/uploader.js';
import type { EvidenceStore } from './evidence-store.js';

/** Brings waiting pictures to the hub, oldest first. */
export function evidenceUploader(deps: {
  store: EvidenceStore;
  hub: HubAccess;
  clock: Clock;
  log: Log;
}): Uploader {
  return new Uploader({
    ...deps,
    what: 'evidence',
    put: (sha256, bytes) => {
      const session = deps.store.sessionOf(sha256);
      return {
        path: `/api/seat/evidence/${sha256}`,
        type: 'image/jpeg',
        bytes,
        ...(session !== undefined && { headers: { [SESSION_HEADER]: session } }),
      };
    },
  });
}
