import { join } from 'node:path';
import type { TrackNote } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import type { HubAccess } from '../outbox/put-to-hub.js';
import { type Holding, NO_HOLDING } from '../outbox/disk-room.js';
import { TrackRecorder } from './recorder.js';
import { TrackFolder } from './track-folder.js';
import { trackUploader } from './uploader.js';

/** How long a stop waits for a hub that takes the track, ms. */
const HAND_OVER_MS = 5000;

type TrackDeps = {
  start: Extract<TrackNote, { type: 'start' }>;
  dataDir: string;
  /** Most bytes on the disk. */
  maxBytes: number;
  hub: HubAccess;
  clock: Clock;
  log: Log;
};

/** The track of this boot, and the way of all tracks to the hub. */
export type SeatTrack = {
  recorder: TrackRecorder;
  /** The tracks on the disk, of which those of sessions that are over can be given up. */
  holding: Holding;
  /** Ends the track and hands it over, where the hub takes it now; else at the next start. */
  stop(): Promise<void>;
};

/** Begins to record, and to hand over what earlier boots left. A folder that can't be used is told; the seat goes on without. */
export async function openTrack({ dataDir, maxBytes, ...deps }: TrackDeps): Promise<SeatTrack> {
  const folder = await openFolder({
    folder: join(dataDir, 'tracks'),
    maxBytes,
    session: deps.start.session,
    log: deps.log,
  });
  const uploader = folder && trackUploader({ ...deps, store: folder });
  const recorder = new TrackRecorder({ ...deps, folder, poke: () => uploader?.poke() });
  uploader?.start();
  return {
    recorder,
    holding: folder ?? NO_HOLDING,
    async stop() {
      await recorder.stop();
      await uploader?.stop(HAND_OVER_MS);
    },
  };
}

async function openFolder(deps: Parameters<typeof TrackFolder.open>[0]): Promise<TrackFolder | undefined> {
  try {
    return await TrackFolder.open(deps);
  } catch (err) {
    deps.log.error({ reason: messageOf(err) }, 'track can not be written, the seat goes on without');
    return undefined;
  }
}
