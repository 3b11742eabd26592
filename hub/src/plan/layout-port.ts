import { type LayoutRequest, type RoomView, layoutFaults, said } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import type { LayoutPort } from '../http/layout-routes.js';
import type { Outcome } from '../http/refusal.js';
import { roomView } from '../live/room-view.js';
import type { PlannedRoom } from '../lib/room-plan.js';
import { keepLayout, timesArranged } from '../store/room-layouts.js';
import { layoutOf } from './apply-layout.js';
import { layoutCsv, readLayoutCsv } from './layout-csv.js';
import type { LivePlan } from './live-plan.js';

/** Faults that a refusal names. */
const NAMED_FAULTS = 5;

/** What people may do about how rooms stand. */
export function layoutPort(live: LivePlan): LayoutPort {
  const { plan } = live;
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
    arrange: async (name, { after, layout }: LayoutRequest, who: Actor): Promise<Outcome<RoomView>> => {
      const room = roomOf(name);
      if (room === undefined) return { code: 'not-found', ...said('no-room') };
      const { centre } = plan;
      const done = await live.change<null>(who, async (tx, at, by) => {
        const faults = layoutFaults(
          layout,
          room.seats.map(({ seat }) => seat),
        ).map(({ message }) => message);
        if (faults.length > 0)
          return { code: 'bad-request', ...said('layout-faults', { faults: inOneLine(faults) }) };
        if ((await timesArranged(tx, centre, name)) !== after)
          return {
            code: 'conflict',
            ...said('arranged-meanwhile'),
          };
        await keepLayout(tx, { centre, room: name, n: after + 1, at, by, layout });
        return { value: null, told: [{ verb: 'room-arranged', subject: name }] };
      });
      return 'code' in done ? done : { value: roomView(room) };
    },
  };
}

function inOneLine(faults: readonly string[]): string {
  const more = faults.length - NAMED_FAULTS;
  return [...faults.slice(0, NAMED_FAULTS), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
