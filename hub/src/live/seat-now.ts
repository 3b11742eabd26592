import {
  type Health,
  type OpenHand,
  type Risk,
  type SeatView,
  type Signal,
  isCoverage,
} from '@invigil/contract';
import type { PlannedSeat } from '../lib/room-plan.js';
import { type Span, watchedShare } from './watched-share.js';

/** A seat as it is now: what its tile is drawn from. Only the {@link Board} changes it. */
export type SeatNow = {
  seat: PlannedSeat;
  state: SeatView['state'];
  boot: string | null;
  stateSince: number | null;
  watchedSince: number | null;
  session: string | null;
  policyHash: string | null;
  /** The version of its software, as it said last. */
  version: string | null;
  /** Fields of that policy that the seat doesn't know. */
  policyIgnored: string[];
  /** The seat keeps its camera shut, as its policy wants. */
  shut: boolean;
  health: Health | null;
  heardAt: number | null;
  risk: Risk;
  asOf: number | null;
  /** Open signals by id. */
  open: Map<string, Signal>;
  /** Coverage signals since {@link watchedSince} by id, each on the clock of who told it. */
  coverage: Map<string, CoverageSpan>;
  /** Hands that are up, by id. */
  hands: Map<string, OpenHand>;
  /** Times in which the seat was not online since {@link watchedSince}. */
  offline: Span[];
};

type CoverageSpan = Span & { byHub: boolean };

/** What a coverage signal takes from the watched time. */
export function coverageSpan({ endedAt, source, startedAt }: Signal): CoverageSpan {
  return { from: startedAt, to: endedAt, byHub: source === 'hub' };
}

export const NO_RISK: Risk = { score: 0, level: 'calm', contributions: [] };

/** A planned seat of which nothing was heard yet. */
export function silentSeat(seat: PlannedSeat): SeatNow {
  return {
    seat,
    state: 'never',
    boot: null,
    stateSince: null,
    watchedSince: null,
    session: null,
    policyHash: null,
    version: null,
    policyIgnored: [],
    shut: false,
    health: null,
    heardAt: null,
    risk: NO_RISK,
    asOf: null,
    open: new Map(),
    coverage: new Map(),
    hands: new Map(),
    offline: [],
  };
}

/** How long the camera of a seat could see within a time, ms. */
export function watchedMsOf(now: SeatNow, from: number, to: number): number {
  if (now.watchedSince === null || now.shut) return 0;
  const since = Math.max(now.watchedSince, from);
  return Math.max(0, to - since) * watchedShare(since, to, blindSpans(now));
}

/** On the hub's clock. What its camera could not see is told on the seat's, which may be another. */
function blindSpans(now: SeatNow): Span[] {
  const offsetMs = now.health?.clock?.offsetMs ?? 0;
  const shifted = [...now.coverage.values()].map(({ byHub, from, to }) =>
    byHub ? { from, to } : { from: from + offsetMs, to: to === null ? null : to + offsetMs },
  );
  return [...shifted, ...now.offline];
}

/** What the log of a seat says is for who looks after machines, and asks for it. */
function withoutTroubles(health: Health): Health {
  const { troubles: _, ...machine } = health;
  return machine;
}

/** The tile of a seat at a time. */
export function viewOf(now: SeatNow, at: number): SeatView {
  const { seat } = now;
  const signals = [...now.open.values()].toSorted((a, b) => a.startedAt - b.startedAt).slice(0, 32);
  const [hand] = [...now.hands.values()].toSorted((a, b) => a.raisedAt - b.raisedAt);
  const blind = [...new Set(signals.map((signal) => signal.kind).filter((kind) => isCoverage(kind)))];
  return {
    room: seat.room,
    seat: seat.seat,
    label: seat.label,
    row: seat.row,
    column: seat.column,
    candidate: seat.candidate,
    state: now.state,
    stateSince: now.stateSince,
    boot: now.boot,
    session: now.session,
    risk: now.risk,
    signals,
    watched:
      now.watchedSince === null || now.shut ? null : watchedShare(now.watchedSince, at, blindSpans(now)),
    blind,
    health: now.health && withoutTroubles(now.health),
    policyHash: now.policyHash,
    wantedPolicyHash: seat.policyHash,
    ...(now.policyIgnored.length > 0 && { policyIgnored: now.policyIgnored }),
    ...(seat.arrangement !== null && { arrangement: seat.arrangement }),
    ...(now.shut && { unwatched: true }),
    ...(hand !== undefined && { hand }),
    asOf: now.asOf,
    heardAt: now.heardAt,
  };
}
