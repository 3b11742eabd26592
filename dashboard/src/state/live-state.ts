import {
  seatKey,
  type Challenge,
  type Incident,
  type LiveChange,
  type LiveFrame,
  type RoomView,
  type SeatMessage,
  type SeatNote,
  type SeatView,
  type Timeline,
} from '@invigil/contract';
import type { LostReason } from '../lib/words.js';
import { lost, type Connection } from './connection.js';
import {
  newTrace,
  withBeside,
  withChallenges,
  withChange,
  withSaid,
  withTimeline,
  type LoadedBeside,
  type SeatTrace,
} from './seat-trace.js';

/** All that the app knows. Never changed in place. */
export type LiveState = {
  connection: Connection;
  /** Empty until the hub has told it. */
  centre: string;
  rooms: readonly RoomView[];
  /** By `room/seat`. */
  seats: ReadonlyMap<string, SeatView>;
  /** By id: the open ones and those that ended within the last hour. */
  incidents: ReadonlyMap<string, Incident>;
  /** Of the seat whose page is open. */
  trace: SeatTrace | null;
  /** Snapshots so far: a new one means that live changes may have been missed. */
  snapshots: number;
  /** Since when the hub's database is away, on the hub's clock, epoch ms; null: it is reached. */
  storeAwaySince: number | null;
  /** What to add to this machine's clock to get the hub's, in ms. */
  hubAheadMs: number;
};

export type LiveAction =
  | { type: 'frame'; frame: LiveFrame; receivedAt: number }
  /** The hub's answer to what was done here: it may come before the live feed tells it, and after something newer. */
  | { type: 'incident'; incident: Incident }
  | { type: 'lost'; reason: LostReason; at: number }
  | { type: 'trace-opened'; key: string }
  | { type: 'trace-loading'; key: string }
  | ({
      type: 'trace-loaded';
      key: string;
      timeline: Timeline;
      challenges: readonly Challenge[];
    } & LoadedBeside)
  | { type: 'said'; key: string; note?: SeatNote; message?: SeatMessage }
  | { type: 'trace-failed'; key: string }
  | { type: 'trace-closed'; key: string };

const ENDED_KEPT_MS = 3_600_000;

export const INITIAL_STATE: LiveState = {
  connection: { status: 'connecting' },
  centre: '',
  rooms: [],
  seats: new Map(),
  incidents: new Map(),
  trace: null,
  snapshots: 0,
  storeAwaySince: null,
  hubAheadMs: 0,
};

/** The state after an action. */
export function reduceLive(state: LiveState, action: LiveAction): LiveState {
  switch (action.type) {
    case 'frame':
      return withFrame(state, action.frame, action.receivedAt);
    case 'incident':
      return withAnswer(state, action.incident);
    case 'lost':
      return { ...state, connection: lost(state.connection, action.reason, action.at) };
    case 'trace-opened':
      return { ...state, trace: newTrace(action.key) };
    case 'trace-loading':
      return withTrace(state, action.key, (trace) => ({ ...trace, loaded: 'loading' }));
    case 'trace-loaded':
      return withTrace(state, action.key, (trace) =>
        withBeside(withChallenges(withTimeline(trace, action.timeline), action.challenges), action),
      );
    case 'said':
      return withTrace(state, action.key, (trace) => withSaid(trace, action));
    case 'trace-failed':
      return withTrace(state, action.key, (trace) => ({ ...trace, loaded: 'failed' }));
    case 'trace-closed':
      return state.trace?.key === action.key ? { ...state, trace: null } : state;
  }
}

function withFrame(state: LiveState, frame: LiveFrame, receivedAt: number): LiveState {
  const heard = {
    ...state,
    connection: { status: 'live', receivedAt } as const,
    hubAheadMs: frame.at - receivedAt,
    storeAwaySince: frame.storeAwaySince ?? null,
  };
  if (frame.type === 'delta') return withChanges(heard, frame.changes, frame.at);
  return {
    ...heard,
    centre: frame.centre,
    rooms: frame.rooms,
    seats: new Map(frame.seats.map((seat) => [seatKey(seat), seat])),
    incidents: new Map(frame.incidents.map((incident) => [incident.id, incident])),
    snapshots: state.snapshots + 1,
  };
}

/** What is not on the page is of an earlier day, or has become part of another one: the feed tells what belongs here. */
function withAnswer(state: LiveState, incident: Incident): LiveState {
  const known = state.incidents.get(incident.id);
  if (known === undefined || isNewer(known, incident)) return state;
  return { ...state, incidents: new Map([...state.incidents, [incident.id, incident]]) };
}

function isNewer(a: Incident, b: Incident): boolean {
  return (a.judged?.n ?? 0) > (b.judged?.n ?? 0) || a.signals.length > b.signals.length;
}

function withChanges(state: LiveState, changes: readonly LiveChange[], at: number): LiveState {
  if (changes.length === 0) return state;
  const seats = changes.filter((change) => change.type === 'seat').map(({ seat }) => seat);
  const incidents = changes.filter((change) => change.type === 'incident').map(({ incident }) => incident);
  const rooms = changes.filter((change) => change.type === 'room').map(({ room }) => room);
  const removed = changes.filter((change) => change.type === 'incident-removed').map(({ id }) => id);
  return {
    ...state,
    rooms: rooms.length === 0 ? state.rooms : withRooms(state.rooms, rooms),
    seats: seats.length === 0 ? state.seats : new Map([...state.seats, ...seats.map(keyed)]),
    incidents:
      incidents.length + removed.length === 0
        ? state.incidents
        : withIncidents(state.incidents, incidents, removed, at),
    trace: state.trace === null ? null : changes.reduce(withChange, state.trace),
  };
}

function withRooms(before: LiveState['rooms'], changed: readonly RoomView[]): LiveState['rooms'] {
  return before.map((room) => changed.findLast((one) => one.room === room.room) ?? room);
}

function withIncidents(
  before: LiveState['incidents'],
  changed: readonly Incident[],
  removed: readonly string[],
  at: number,
): LiveState['incidents'] {
  const all = new Map([...before, ...changed.map((incident) => [incident.id, incident] as const)]);
  for (const id of removed) all.delete(id);
  for (const [id, { endedAt }] of all) if (endedAt !== null && endedAt < at - ENDED_KEPT_MS) all.delete(id);
  return all;
}

function keyed(seat: SeatView): [string, SeatView] {
  return [seatKey(seat), seat];
}

function withTrace(state: LiveState, key: string, change: (trace: SeatTrace) => SeatTrace): LiveState {
  return state.trace?.key === key ? { ...state, trace: change(state.trace) } : state;
}
