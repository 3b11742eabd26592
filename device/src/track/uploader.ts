import { createHash } from 'node:crypto';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { HubAccess } from '../outbox/put-to-hub.js';
import { Uploader, type UploadStore } from '../outbox/uploader.js';

/** A track is larger than a picture. */
const TIMEOUT_MS = 120_000;

/** Brings tracks to the hub, oldest first. */
export function trackUploader(deps: {
  store: UploadStore;
  hub: HubAccess;
  clock: Clock;
  log: Log;
}): Uploader {
  return new Uploader({
    ...deps,
    what: 'track',
    put: (boot, bytes) => ({
      path: `/api/seat/track/${boot}`,
      type: 'application/octet-stream',
      headers: { 'x-invigil-sha256': createHash('sha256').update(bytes).digest('hex') },
      timeoutMs: TIMEOUT_MS,
      bytes,
    }),
  });
}
