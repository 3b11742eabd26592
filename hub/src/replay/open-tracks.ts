import type { TrackPort } from '../http/track-routes.js';
import type { TrackUploadPort } from '../http/track-upload.js';
import type { Clock } from '../lib/clock.js';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import type { FileStore } from '../store/files/file-store.js';
import type { Db } from '../store/schema.js';
import type { SessionKeys } from '../store/session-keys.js';
import { Tracks } from '../store/tracks.js';
import { ReplayThread } from './replay-thread.js';
import { Replays } from './replays.js';
import { trackPort } from './track-port.js';

type TracksDeps = {
  db: Db;
  files: FileStore;
  keys: SessionKeys;
  plan: RoomPlan;
  seatIds: ReadonlyMap<string, number>;
  clock: Clock;
  askForTrack: (seat: PlannedSeat, issuer: string, boot: string) => void;
  /** Told when a track was judged once more, and when that began, by `performance.now()`. */
  replayed?: ((from: number) => void) | undefined;
};

/** The tracks of a hub, kept and replayed, and the end of the thread that does the latter. */
export function openTracks(deps: TracksDeps): {
  port: TrackPort & TrackUploadPort;
  stop: () => Promise<void>;
} {
  const { askForTrack, clock, db, files, keys, plan, replayed, seatIds } = deps;
  const thread = new ReplayThread();
  const tracks = new Tracks(db, files, keys);
  const replays = new Replays({ db, plan, seatIds, tracks, thread });
  const port = trackPort({ plan, replays, clock, askForTrack });
  return {
    port: {
      ...port,
      replay: async (...asked) => {
        const from = performance.now();
        const outcome = await port.replay(...asked);
        replayed?.(from);
        return outcome;
      },
    },
    stop: () => thread.stop(),
  };
}
