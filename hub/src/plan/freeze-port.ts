import { type FreezeOverrideRequest, said } from '@invigil/contract';
import type { FreezePort } from '../http/freeze-routes.js';
import type { Refused } from '../http/refusal.js';
import { type KeptOverride, askOverride, endOverride, grantOverride, overridesNow } from '../store/freeze.js';
import type { Db } from '../store/schema.js';
import { freezeBoard, seatFreeze } from './freeze-board.js';
import type { Done, LivePlan } from './live-plan.js';
import { unknownRoom } from './policy-port.js';

const NO_OVERRIDE: Refused = { code: 'not-found', ...said('no-override') };

/** Which machines may be updated, and what two administrators do about it. Each step is told to the audit log with itself. */
export function freezePort(db: Db, live: LivePlan): FreezePort {
  return {
    board: () => freezeBoard(db, live.plan, live.now()),
    ofSeat: (place) => seatFreeze(db, live.plan, place, live.now()),
    ask: (request, who) =>
      live.change<{ id: number }>(who, async (tx, at, by) => {
        const fault = faultIn(live, request);
        if (fault !== undefined) return fault;
        const id = await askOverride(tx, request, { at, by });
        return {
          value: { id },
          told: [{ verb: 'freeze-override-asked', subject: subjectOf({ id, ...request }) }],
        };
      }),
    grant: (id, who) =>
      live.change<null>(who, (tx, at, by) =>
        changed(tx, id, at, async (found) => {
          if (found.grantedBy !== null) return { code: 'conflict', ...said('override-is-granted') };
          if (found.askedBy.toLowerCase() === by.toLowerCase())
            return { code: 'conflict', ...said('hold-same-person') };
          await grantOverride(tx, id, { at, by });
          return {
            value: null,
            told: [{ verb: 'freeze-override-granted' as const, subject: subjectOf(found) }],
          };
        }),
      ),
    end: (id, who) =>
      live.change<null>(who, (tx, at, by) =>
        changed(tx, id, at, async (found) => {
          await endOverride(tx, id, { at, by });
          return {
            value: null,
            told: [{ verb: 'freeze-override-ended' as const, subject: subjectOf(found) }],
          };
        }),
      ),
  };
}

/** One step of an override that is asked for or in force. */
async function changed(
  tx: Db,
  id: number,
  at: number,
  act: (found: KeptOverride) => Promise<Done<null> | Refused>,
): Promise<Done<null> | Refused> {
  const found = (await overridesNow(tx, at)).find((one) => one.id === id);
  return found === undefined ? NO_OVERRIDE : act(found);
}

/** What of a request names something that is not there. */
function faultIn(live: LivePlan, { room, seats }: FreezeOverrideRequest): Refused | undefined {
  if (room === null) return undefined;
  const unknown = unknownRoom(live, [room]);
  if (unknown !== undefined) return unknown;
  return seats?.every((seat) => live.plan.seats.has(`${room}/${seat}`)) === false
    ? { code: 'bad-request', ...said('no-seat') }
    : undefined;
}

/** Which override, and of what; the reason stands beside the request itself. */
function subjectOf({
  id,
  reason,
  room,
  seats,
}: Pick<KeptOverride, 'id' | 'room' | 'seats' | 'reason'>): string {
  const of = room === null ? 'the hub' : seats === null ? room : `${room}/${seats.join(' ')}`;
  return `${id} ${of}: ${reason}`;
}
