import type { Rollup } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { HubConfig } from '../lib/hub-config.js';
import type { RoomPlan } from '../lib/room-plan.js';
import { version } from '../lib/version.js';
import type { Board } from '../live/board.js';
import { roomFigures } from '../live/room-figures.js';

export type RollupDeps = { plan: Pick<RoomPlan, 'centre'>; board: Board; clock: Clock };

/** Draws up this hub's roll-up whenever it is called: out of the same figures as Prometheus is told. `since` is now. */
export function rollupSource({ http }: Pick<HubConfig, 'http'>, deps: RollupDeps): () => Rollup {
  const { board, clock, plan } = deps;
  const since = clock.now();
  return () => {
    const at = clock.now();
    return {
      at,
      since,
      centre: plan.centre,
      version,
      publicUrl: http.publicUrl ?? null,
      rooms: roomFigures(board, at).map(({ outbox: _, versions, ...figures }) => ({
        ...figures,
        versions: [...versions].map(([name, seats]) => ({ version: name, seats })),
      })),
    };
  };
}
