import type { RoomRollup, Rollup } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import type { RoomPlan } from '../lib/room-plan.js';
import { version } from '../lib/version.js';
import type { Board } from '../live/board.js';
import { type RoomFigures, roomFigures } from '../live/room-figures.js';

export type RollupDeps = {
  plan: Pick<RoomPlan, 'centre'>;
  board: Board;
  clock: Clock;
  store: { awaySince(): number | null };
};

/** Draws up this hub's roll-up whenever it is called: out of the same figures as Prometheus is told. `since` is now. */
export function rollupSource({ http }: Pick<HubConfig, 'http'>, deps: RollupDeps): () => Rollup {
  const { board, clock, plan, store } = deps;
  const since = clock.now();
  return () => {
    const at = clock.now();
    const away = store.awaySince();
    return {
      at,
      since,
      centre: plan.centre,
      version,
      ...(away !== null && { storeAwaySince: away }),
      publicUrl: http.publicUrl ?? null,
      rooms: roomFigures(board, at).map(roomRollup),
    };
  };
}

/** Named one by one: what is added to the figures is not told to others by itself. */
function roomRollup({ room, name, examOpen, ...figures }: RoomFigures): RoomRollup {
  const { blind, heardAt, incidents, ready, seats, versions, watched } = figures;
  const counted = [...versions].map(([of, count]) => ({ version: of, seats: count }));
  return { room, name, examOpen, seats, ready, blind, incidents, watched, versions: counted, heardAt };
}
