import { Policy, type Signal } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import type { Place } from './places.js';
import type { SeatSignal } from './seat-signal.js';

/** Rooms for the tests of this layer. */
export const RULES = Policy.parse({}).room;

/** Seats in rows from the front, `a1` at the front and the candidates' own left. */
export function grid(rows: number, columns: number): Place[] {
  return Array.from({ length: rows * columns }, (_, index) => {
    const row = Math.floor(index / columns) + 1;
    const column = (index % columns) + 1;
    return { seat: `${String.fromCharCode(96 + row)}${column}`, row, column };
  });
}

/** What a seat told from one second to another; null: it goes on. */
export function told(
  seat: string,
  kind: Signal['kind'],
  [from, to]: readonly [number, number | null],
  more: Partial<Signal> & { hist?: boolean } = {},
): SeatSignal {
  const { hist = false, ...fields } = more;
  const signal: Signal = {
    id: `${sha256Hex(`${seat} ${kind}`).slice(0, 16)}-${Math.round(from * 10)}`,
    kind,
    source: 'camera',
    startedAt: Math.round(from * 1000),
    openedAt: Math.round(Math.min(from + 4, to ?? Infinity) * 1000),
    endedAt: to === null ? null : Math.round(to * 1000),
    confidence: 0.8,
    seenMs: Math.round(((to ?? from + 4) - from) * 1000),
    ...fields,
  };
  return { seat, signal, hist };
}

/** A look to the side. */
export function look(
  seat: string,
  direction: 'left' | 'right',
  span: readonly [number, number | null],
  more: Partial<Signal> & { hist?: boolean } = {},
): SeatSignal {
  return told(seat, 'looking-away', span, { direction, ...more });
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
