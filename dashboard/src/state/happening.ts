import { isStanding, type SeatView, type Signal } from '@invigil/contract';
import { words } from '../lib/words.js';

/**
 * What goes on at a seat now, in words; what was before where nothing does; then what its machine needs. What is only noted is left out, and so
 * is what stands there at a calm seat: it was news when it came. Empty where there is nothing to say.
 */
export function happeningNow(seat: SeatView): string {
  if (seat.state !== 'online') return '';
  const seen = seenNow(seat);
  if (seat.health?.disk?.near !== true) return seen;
  return seen === '' ? words.diskNear : `${seen}, ${words.diskNear}`;
}

function seenNow(seat: SeatView): string {
  const news = seat.signals.filter(
    ({ kind, noted }) => !noted && (seat.risk.level !== 'calm' || !isStanding(kind)),
  );
  const open = unique([...news.map(words.signal), ...seat.blind.map((kind) => words.kind[kind])]);
  if (open.length > 0) return open.join(', ');
  const strongest = seat.risk.contributions[0];
  return strongest === undefined || seat.risk.level === 'calm'
    ? ''
    : words.earlier(words.kind[strongest.kind]);
}

/** What the signals of an incident say was seen, each thing once with how often: `second person, looks left, 3×`. */
export function whatWasSeen(signals: readonly Signal[]): string {
  const counts = new Map<string, number>();
  for (const signal of signals) {
    const said = words.signal(signal);
    counts.set(said, (counts.get(said) ?? 0) + (signal.detail?.count ?? 1));
  }
  return [...counts].map(([said, count]) => words.times(said, count)).join(', ');
}

/** The kinds of an incident's signals, each once, in the order in which they came. */
export function kindsOf(signals: readonly Signal[]): string[] {
  return unique(signals.map((signal) => signal.kind));
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
