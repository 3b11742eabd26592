import { SignalKind, type SeatView } from '@invigil/contract';
import * as z from 'zod';
import { seatLevel } from './seat-level.js';
import { wordAge } from './word-age.js';

/** Every level of a seat, what asks for a look first. */
export const SEAT_LEVELS = [
  'alert',
  'blind',
  'watch',
  'lost',
  'calm',
  'unwatched',
  'stopped',
  'never',
] as const;
export const SEAT_STATES = ['online', 'lost', 'stopped', 'never'] as const;

/** What of a room is shown. A list that is empty asks for nothing; several in one list: any of them; several lists: each of them. */
export const SeatFilter = z.object({
  hideCalm: z.boolean(),
  levels: z.array(z.enum(SEAT_LEVELS)),
  states: z.array(z.enum(SEAT_STATES)),
  /** Kinds of signals that are open. */
  kinds: z.array(SignalKind),
});
export type SeatFilter = z.infer<typeof SeatFilter>;
export type FilterList = 'levels' | 'states' | 'kinds';

/** Everything is shown. */
export const NO_FILTER: SeatFilter = { hideCalm: false, levels: [], states: [], kinds: [] };

/** Which seats of a room are hidden, and how many of those have something open. */
export type Hidden = { seats: ReadonlySet<string>; open: number };

/** How many seats have each level and state, and each kind open; none has those that are left out. */
export type FilterCounts = Record<FilterList, ReadonlyMap<string, number>>;

/** What a filter hides. @param open names of the seats with an open incident @param now on the hub's clock, ms */
export function hiddenBy(
  filter: SeatFilter,
  seats: readonly SeatView[],
  open: ReadonlySet<string>,
  now: number,
): Hidden {
  const hidden = seats.filter((seat) => isHidden(filter, seat, open.has(seat.seat), now));
  return {
    seats: new Set(hidden.map(({ seat }) => seat)),
    open: hidden.filter(({ seat }) => open.has(seat)).length,
  };
}

/** Whether anything is hidden by it, today or later. */
export function isFiltering(filter: SeatFilter): boolean {
  return filter.hideCalm || filter.levels.length + filter.states.length + filter.kinds.length > 0;
}

/** Takes something into a list of the filter, or out of it. */
export function toggled(filter: SeatFilter, list: FilterList, what: string): SeatFilter {
  const before: readonly string[] = filter[list];
  const after = before.includes(what) ? before.filter((one) => one !== what) : [...before, what];
  return SeatFilter.parse({ ...filter, [list]: after });
}

/** Counts what a room could be filtered by. */
export function filterCounts(seats: readonly SeatView[]): FilterCounts {
  return {
    levels: counted(seats, SEAT_LEVELS, (seat) => [seatLevel(seat)]),
    states: counted(seats, SEAT_STATES, (seat) => [seat.state]),
    kinds: counted(seats, SignalKind.options, openKinds),
  };
}

/** A calm seat that is silent is none, as soon it may be lost, nor is one where a hand is up. */
function isHidden(filter: SeatFilter, seat: SeatView, hasOpen: boolean, now: number): boolean {
  const { hideCalm, kinds, levels, states } = filter;
  const level = seatLevel(seat);
  const isCalm = level === 'calm' && !hasOpen && seat.hand === undefined && wordAge(seat, now) === null;
  if (hideCalm && isCalm) return true;
  if (levels.length > 0 && !levels.includes(level)) return true;
  if (states.length > 0 && !states.includes(seat.state)) return true;
  return kinds.length > 0 && !openKinds(seat).some((kind) => kinds.includes(kind));
}

function openKinds({ blind, signals }: SeatView): SignalKind[] {
  return [...new Set([...signals.map(({ kind }) => kind), ...blind])];
}

/** In the order of `all`. */
function counted<T extends string>(
  seats: readonly SeatView[],
  all: readonly T[],
  of: (seat: SeatView) => readonly T[],
): ReadonlyMap<string, number> {
  const counts = new Map<T, number>();
  for (const one of seats.flatMap(of)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return new Map(all.flatMap((one) => (counts.has(one) ? [[one, counts.get(one) ?? 0]] : [])));
}
