import type { JudgementPort } from '../http/judgement-routes.js';
import type { Clock } from '../lib/clock.js';
import type { Board } from '../live/board.js';
import type { LiveFeed } from '../live/live-feed.js';
import { judge } from '../store/judgements.js';
import type { Db } from '../store/schema.js';

/** Keeps what people make of incidents, and shows it to whoever looks. */
export function judgementPort(deps: {
  db: Db;
  seatIds: ReadonlyMap<string, number>;
  clock: Clock;
  board: Board;
  feed: LiveFeed;
  list: JudgementPort['list'];
}): JudgementPort {
  const { board, clock, db, feed, list, seatIds } = deps;
  return {
    judge: async (key, incidentId, request, { by, role }, told) => {
      const seatId = seatIds.get(key);
      if (seatId === undefined) return undefined;
      const judging = { seatId, incidentId, request, by, role, at: clock.now() };
      const done = await judge(db, judging, told);
      if (done === undefined || 'code' in done) return done;
      board.incident(done);
      feed.incident(done, done);
      return done;
    },
    list,
  };
}
