import type { TrackPort } from '../http/track-routes.js';
import type { TrackUploadPort } from '../http/track-upload.js';
import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import type { Replays } from './replays.js';

type TrackPortDeps = {
  plan: Pick<RoomPlan, 'seats'>;
  replays: Replays;
  clock: { now(): number };
  /** Asks a seat for the track of a boot. */
  askForTrack: (seat: PlannedSeat, issuer: string, boot: string) => void;
};

/** The tracks, as the routes ask for them. */
export function trackPort({ askForTrack, clock, plan, replays }: TrackPortDeps): TrackPort & TrackUploadPort {
  return {
    list: (key) => replays.list(key),
    request(key, boot, issuer) {
      const seat = plan.seats.get(key);
      if (seat !== undefined) askForTrack(seat, issuer, boot);
      return seat !== undefined;
    },
    replay: (key, boot, asked) => replays.replay(key, boot, asked),
    putTrack: (seat, track) => replays.put(seat, { ...track, at: clock.now() }),
  };
}
