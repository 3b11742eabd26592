import { type Incident, seatKey } from '@invigil/contract';
import type { AcknowledgementPort } from '../http/acknowledgement-routes.js';
import type { JudgementPort } from '../http/judgement-routes.js';
import type { Clock } from '../lib/clock.js';
import { acknowledge, giveBack } from './acknowledgements.js';
import { type Judging, judge, judgeMany } from './judgements.js';
import { judgementsOf } from './judgements-read.js';
import type { Db } from './schema.js';

/** What people make of incidents, and who looks at them, kept in this database. @param onChanged is called once it is kept */
export function judgementPort({
  clock,
  db,
  onChanged,
  seatIds,
}: {
  db: Db;
  seatIds: ReadonlyMap<string, number>;
  clock: Clock;
  onChanged: (incident: Incident) => void;
}): JudgementPort & AcknowledgementPort {
  const changed = <Fault extends { code: string }>(done: Incident | Fault | undefined) => {
    if (done !== undefined && !('code' in done)) onChanged(done);
    return done;
  };
  return {
    judge: async (key, incidentId, request, { by, role }, told) => {
      const seatId = seatIds.get(key);
      if (seatId === undefined) return undefined;
      return changed(await judge(db, { seatId, incidentId, request, by, role, at: clock.now() }, told));
    },
    judgeMany: async (room, { incidents, outcome, reason, words }, who, told) => {
      const at = clock.now();
      const judgings = incidents.map(({ after, incident, seat }): Judging & { seat: string } => ({
        seat,
        // No seat has the number 0, and no incident either.
        seatId: seatIds.get(seatKey({ room, seat })) ?? 0,
        incidentId: incident,
        request: { outcome, reason, after, ...(words !== undefined && { words }) },
        ...who,
        at,
      }));
      const all = await judgeMany(db, judgings, ({ incidentId, seat }) => told(seat, incidentId));
      for (const { done } of all) changed(done);
      return all.map(({ done, judging }) => ({ seat: judging.seat, incident: judging.incidentId, done }));
    },
    list: async (key, incident) => {
      const id = seatIds.get(key);
      return id === undefined ? undefined : judgementsOf(db, id, incident);
    },
    acknowledge: async (key, incidentId, over, by, told) => {
      const seatId = seatIds.get(key);
      if (seatId === undefined) return undefined;
      return changed(await acknowledge(db, { seatId, incidentId, over, by, at: clock.now() }, told));
    },
    giveBack: async (key, incidentId, by, told) => {
      const seatId = seatIds.get(key);
      if (seatId === undefined) return undefined;
      return changed(await giveBack(db, { seatId, incidentId, by }, told));
    },
  };
}
