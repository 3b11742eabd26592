import { type LiveChange, type LiveFrame, type SeatView, isCoverage } from '@invigil/contract';
import { LIVE_CHANGES, type Rule } from '../http/access-table.js';
import { type Asker, mayIn, reachOf } from '../http/may.js';
import { NO_RISK } from './seat-now.js';

type Snapshot = Extract<LiveFrame, { type: 'snapshot' }>;

/** What of a snapshot somebody may see. */
export function snapshotFor(asker: Asker, whole: Snapshot): Snapshot {
  return {
    ...whole,
    rooms: whole.rooms.filter(({ room }) => mayIn(LIVE_CHANGES.room, asker, room)),
    seats: whole.seats.flatMap((seat) => seatFor(asker, seat) ?? []),
    incidents: whole.incidents.filter(({ room }) => mayIn(LIVE_CHANGES.incident, asker, room)),
  };
}

/** What of the changes somebody may hear. */
export function changesFor(asker: Asker, changes: readonly LiveChange[]): LiveChange[] {
  return changes.flatMap((change) => changeFor(asker, change) ?? []);
}

function changeFor(asker: Asker, change: LiveChange): LiveChange | undefined {
  if (change.type === 'seat') {
    const seat = seatFor(asker, change.seat);
    return seat && { type: 'seat', seat };
  }
  return mayIn(LIVE_CHANGES[change.type], asker, roomOf(change)) ? change : undefined;
}

function roomOf(change: Exclude<LiveChange, { type: 'seat' }>): string {
  if (change.type === 'incident') return change.incident.room;
  return change.type === 'room' ? change.room.room : change.room;
}

function seatFor(asker: Asker, seat: SeatView): SeatView | undefined {
  const rule: Rule = LIVE_CHANGES.seat;
  if (!mayIn(rule, asker, seat.room)) return undefined;
  return reachOf(rule, asker) === 'machines' ? machineOf(seat) : seat;
}

/** A seat as a technician sees it: whether it works, and nothing of who sits there. */
function machineOf(seat: SeatView): SeatView {
  const { arrangement: _arrangement, hand: _hand, ...machine } = seat;
  return {
    ...machine,
    candidate: null,
    session: null,
    risk: NO_RISK,
    signals: seat.signals.filter(({ kind }) => isCoverage(kind)),
  };
}
