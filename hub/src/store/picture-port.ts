import type { PicturePort } from '../http/seat-routes.js';
import type { PictureDecoder } from '../http/uploads/picture-decoder.js';
import type { Clock } from '../lib/clock.js';
import type { LiveFeed } from '../live/live-feed.js';
import type { Previews } from '../live/previews.js';
import type { Pictures } from './pictures.js';
import { UNTOLD_SESSION } from './session-keys.js';

type PicturePortDeps = {
  pictures: Pictures;
  previews: Previews;
  decoder: PictureDecoder;
  feed: Pick<LiveFeed, 'preview'>;
  seatIds: ReadonlyMap<string, number>;
  clock: Clock;
};

/** Where the pictures of seats go: evidence to the store, previews to whoever looks. */
export function picturePort(deps: PicturePortDeps): PicturePort {
  const { clock, decoder, feed, pictures, previews, seatIds } = deps;
  return {
    check: (jpeg) => decoder.check(jpeg),
    putEvidence: async (seat, { session = UNTOLD_SESSION, ...picture }) =>
      pictures.put({ ...picture, session, seatId: seatIds.get(seat.key) ?? 0, at: clock.now() }),
    putPreview: (seat, jpeg) => {
      feed.preview(seat, previews.put(seat.key, jpeg));
    },
  };
}
