import { type LayoutRequest, layoutFaults } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { LayoutPort } from '../http/layout-routes.js';
import type { Clock } from '../lib/clock.js';
import { HubError } from '../lib/hub-error.js';
import type { PlannedRoom, RoomPlan } from '../lib/room-plan.js';
import { roomView } from '../live/room-view.js';
import { appendAudit } from '../store/audit.js';
import { keepLayout, keptLayouts, timesArranged } from '../store/room-layouts.js';
import type { Db } from '../store/schema.js';
import { applyLayout, layoutOf } from './apply-layout.js';
import { keptLayoutFor } from './kept-layout.js';
import { layoutCsv, readLayoutCsv } from './layout-csv.js';

/** Faults that a refusal names. */
const NAMED_FAULTS = 5;

/** Puts what was arranged in the dashboard before what the configuration draws, at the start of the hub. */
export async function restoreLayouts(db: Db, plan: RoomPlan): Promise<void> {
  const kept = await keptLayouts(db, plan.centre);
  for (const room of plan.rooms) {
    const arranged = kept.get(room.room);
    if (arranged !== undefined) applyLayout(room, keptLayoutFor(room, arranged.layout), arranged.n);
  }
}

/** What people may do about how rooms stand. */
export function layoutPort(deps: {
  db: Db;
  plan: RoomPlan;
  clock: Clock;
  /** Tells the pages of a room that stands otherwise. */
  feed: { room(name: string): void };
}): LayoutPort {
  const { clock, db, feed, plan } = deps;
  const roomOf = (name: string): PlannedRoom | undefined => plan.rooms.find(({ room }) => room === name);
  return {
    csv: (name) => {
      const room = roomOf(name);
      return room && layoutCsv(layoutOf(room));
    },
    preview: (name, csv) => {
      const room = roomOf(name);
      return room && readLayoutCsv(csv, layoutOf(room));
    },
    arrange: async (name, request, who) => {
      const room = roomOf(name);
      if (room === undefined) return undefined;
      const faults = layoutFaults(
        request.layout,
        room.seats.map(({ seat }) => seat),
      ).map(({ message }) => message);
      if (faults.length > 0) return { code: 'bad-request', message: inOneLine(faults) };
      const n = await keep(db, { centre: plan.centre, room: name, at: clock.now(), request, who });
      if (n === undefined)
        return {
          code: 'conflict',
          message: 'somebody else has arranged this room meanwhile: look at it first',
        };
      // Of two that were committed one after the other the later one holds.
      if (n > room.arranged) applyLayout(room, request.layout, n);
      feed.room(name);
      return roomView(room);
    },
  };
}

/** Keeps an arrangement and its row in the audit log, both or neither. Undefined: there is another one by now. */
function keep(
  db: Db,
  asked: { centre: string; room: string; at: number; request: LayoutRequest; who: Actor },
): Promise<number | undefined> {
  const { at, centre, request, room, who } = asked;
  return db.transaction().execute(async (tx) => {
    const before = await timesArranged(tx, centre, room);
    if (before !== request.after) return undefined;
    const n = before + 1;
    await keepLayout(tx, { centre, room, n, at, by: who.actor ?? 'unknown', layout: request.layout });
    try {
      await appendAudit(tx, { ...who, at, verb: 'room-arranged', subject: room, count: 1 });
    } catch (cause) {
      throw new HubError('audit-unwritten', 'the audit log can not be written', { cause });
    }
    return n;
  });
}

function inOneLine(faults: readonly string[]): string {
  const more = faults.length - NAMED_FAULTS;
  return [...faults.slice(0, NAMED_FAULTS), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
