import type { RoomKind, Signal } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import type { Glance } from './glances.js';
import { named } from './seat-signal.js';

/** One of the times that it happened. */
export type Occurrence = Omit<Glance, 'toward'>;

/** What a finding is about. */
export type Subject = {
  kind: RoomKind;
  /** Name of the room within its centre. */
  room: string;
  seat: string;
  /** The other seat. */
  toward: string;
};

/**
 * The finding that some occurrences, rising by start, are. It is open while the last of them is. Its id comes from what
 * it is about and its first occurrence, so it is the same wherever and whenever it is found.
 * @param least with the how-manieth of them it became a finding
 */
export function findingOf(subject: Subject, occurrences: readonly Occurrence[], least: number): Signal {
  const basis = occurrences.flatMap((one) => one.basis);
  const startedAt = Math.min(...occurrences.map(({ from }) => from));
  const shared = mean(occurrences.map((one) => one.shared));
  return {
    id: idOf(subject, startedAt, basis[0]?.signalId ?? ''),
    kind: subject.kind,
    source: 'room',
    startedAt,
    openedAt: Math.max(startedAt, ...occurrences.slice(0, least).map(({ openedAt }) => openedAt)),
    endedAt: endOf(occurrences),
    confidence: mean(occurrences.map(({ confidence }) => confidence)),
    seenMs: occurrences.reduce((sum, { seenMs }) => sum + seenMs, 0),
    toward: subject.toward,
    basis: named(basis),
    ...(shared < 1 && {
      shared: {
        cause: 'room' as const,
        factor: shared,
        basis: named(occurrences.flatMap((one) => (one.shared < 1 ? one.basis : []))),
      },
    }),
  };
}

function idOf({ kind, room, seat, toward }: Subject, startedAt: number, first: string): string {
  return `${sha256Hex([kind, room, seat, toward, startedAt, first].join('|')).slice(0, 16)}-1`;
}

function endOf(occurrences: readonly Occurrence[]): number | null {
  const ends = occurrences.map(({ to }) => to ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...ends);
  return Number.isFinite(last) ? last : null;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
