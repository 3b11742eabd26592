import { type BasisEntry, basisOf, inOrder, type SeatSignal } from './seat-signal.js';
import { neighbourOf, type Place } from './places.js';

/** Signals of one look that follow each other within this time are one: first the eyes go, then the head. ms. */
const ONE_LOOK_MS = 1000;

/** The kinds of signal that tell a look to the side. */
export const LOOK_KINDS = ['looking-away', 'gaze-off-screen'] as const;

/** One look of a seat toward a neighbour. */
export type Glance = {
  toward: string;
  from: number;
  /** When it was told. */
  openedAt: number;
  /** Null while it goes on. */
  to: number | null;
  seenMs: number;
  /** Of the surest of its signals. */
  confidence: number;
  /** What is left of it in the risk: 1, or less where its cause was shared. */
  shared: number;
  basis: BasisEntry[];
};

/** The looks of one seat toward whoever sits beside it, rising by start. */
export function glancesOf(places: readonly Place[], signals: readonly SeatSignal[]): Glance[] {
  const glances: Glance[] = [];
  for (const one of inOrder(signals)) {
    const glance = glanceOf(places, one);
    if (glance === undefined) continue;
    const before = glances.findLast(({ toward }) => toward === glance.toward);
    if (before !== undefined && (before.to === null || glance.from - before.to <= ONE_LOOK_MS)) {
      addTo(before, glance);
    } else glances.push(glance);
  }
  return glances;
}

/** Whether a signal is a look to the left or right. */
export function isLookAside({ signal: { direction, kind } }: SeatSignal): boolean {
  return LOOK_KINDS.some((look) => look === kind) && (direction === 'left' || direction === 'right');
}

function glanceOf(places: readonly Place[], one: SeatSignal): Glance | undefined {
  const { confidence, direction, endedAt, openedAt, seenMs, shared, startedAt } = one.signal;
  if (!isLookAside(one) || (direction !== 'left' && direction !== 'right')) return undefined;
  const toward = neighbourOf(places, one.seat, direction);
  if (toward === undefined) return undefined;
  return {
    toward,
    from: startedAt,
    openedAt,
    to: endedAt,
    // A seat whose clock is set back within a signal tells an end that is before the start.
    seenMs: Math.max(0, seenMs ?? (endedAt ?? openedAt) - startedAt),
    confidence,
    shared: shared?.factor ?? 1,
    basis: [basisOf(one)],
  };
}

function addTo(glance: Glance, more: Glance): void {
  glance.openedAt = Math.min(glance.openedAt, more.openedAt);
  glance.to = glance.to === null || more.to === null ? null : Math.max(glance.to, more.to);
  // Head and eyes may tell the same time twice.
  const seenMs = glance.seenMs + more.seenMs;
  glance.seenMs = glance.to === null ? seenMs : Math.min(seenMs, Math.max(0, glance.to - glance.from));
  glance.confidence = Math.max(glance.confidence, more.confidence);
  glance.shared = Math.min(glance.shared, more.shared);
  glance.basis.push(...more.basis);
}
