import type { SharedCause, SignalKind } from '@invigil/contract';
import { areAdjacent, type Place } from './places.js';
import { basisOf, inOrder, named, type SeatSignal } from './seat-signal.js';

/** The kind of signal by which somebody who walks is seen. */
export const WALKER_KIND = 'extra-person' satisfies SignalKind;
/** Whoever stays at a seat for longer is a visitor, ms. */
const LONGEST_PASSAGE_MS = 20_000;
/** Longest time from one seat to the next, ms. */
const LONGEST_WAY_MS = 15_000;
/** Passages at fewer seats are no walk: at two, a neighbour may have leant over. */
const LEAST_SEATS = 3;
/** A walk is looked for this many seats before and after. */
const STEPS = LEAST_SEATS - 1;
/** All that can matter for one passage began within this time of it, ms. */
export const WALK_MS = STEPS * (LONGEST_PASSAGE_MS + LONGEST_WAY_MS);

/**
 * The passages that are one person who walks from seat to seat, such as the invigilator, by the signals' ids: short,
 * and at adjacent places one after the other. @param signals told live
 */
export function walkers(
  signals: readonly SeatSignal[],
  places: readonly Place[],
  factor: number,
): Map<string, SharedCause> {
  const passages = inOrder(signals).filter(isPassage);
  const byName = new Map(places.map((place) => [place.seat, place]));
  const follows = (a: SeatSignal, b: SeatSignal): boolean => {
    const [from, to] = [byName.get(a.seat), byName.get(b.seat)];
    if (from === undefined || to === undefined || !areAdjacent(from, to)) return false;
    const wayMs = b.signal.startedAt - (a.signal.endedAt ?? Number.POSITIVE_INFINITY);
    return b.signal.startedAt >= a.signal.startedAt && wayMs <= LONGEST_WAY_MS;
  };
  const found = new Map<string, SharedCause>();
  for (const passage of passages) {
    let walk = new Set([passage]);
    for (let step = 0; step < STEPS; step += 1) {
      const near = passages.filter((one) => [...walk].some((end) => follows(end, one) || follows(one, end)));
      walk = new Set([...walk, ...near]);
    }
    if (new Set([...walk].map(({ seat }) => seat)).size < LEAST_SEATS) continue;
    found.set(passage.signal.id, { cause: 'walker', factor, basis: named(inOrder([...walk]).map(basisOf)) });
  }
  return found;
}

function isPassage({ signal }: SeatSignal): boolean {
  const { endedAt, kind, startedAt } = signal;
  return kind === WALKER_KIND && endedAt !== null && endedAt - startedAt <= LONGEST_PASSAGE_MS;
}
