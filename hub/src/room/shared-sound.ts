import type { Policy, SharedCause, SignalKind } from '@invigil/contract';
import type { Place } from './places.js';
import { basisOf, inOrder, named, type SeatSignal } from './seat-signal.js';

/** The kind of signal by which a microphone tells a voice. */
export const SOUND_KIND = 'voice-heard' satisfies SignalKind;
/** What sounds at one seat is heard that far, in rows and in columns: at exams every other place is left free. */
const NEAR = 2;
/** One neighbour who hears it too may be the other one of two who talk. */
const LEAST_NEIGHBOURS = 2;
/** A voice at the seat itself is louder there than two places away by at least this: half a metre against two and more are 12 dB. */
const OWN_FROM_DB = 6;
/** Seats find beginning and end of the same voice so far from each other, ms: their windows, their pauses and their clocks differ. */
const SLACK_MS = 5000;
/** What began longer before is no part of the same sound, ms. */
export const SOUND_MS = 600_000;

type Rule = Pick<Policy['room']['sharedCause'], 'leastShare' | 'factor'>;

/**
 * The voices, by their signals' ids, that the microphones round the seat heard too: all the while, and about as loud over their own
 * quiet. Such a sound is probably the room's: an announcement, somebody in the corridor. A voice without a level is never one.
 * @param signals of {@link SOUND_KIND}, told live
 * @param listening names of the seats whose microphone is listened to
 */
export function sharedSounds(
  signals: readonly SeatSignal[],
  places: readonly Place[],
  listening: ReadonlySet<string>,
  { factor, leastShare }: Rule,
): Map<string, SharedCause> {
  const voices = inOrder(signals).filter(({ signal }) => signal.kind === SOUND_KIND);
  const shared = new Map<string, SharedCause>();
  for (const own of voices) {
    const near = nearOf(places, own.seat);
    const alike = voices.filter(
      (other) => near.has(other.seat) && covers(other, own) && isAsLoud(other, own),
    );
    const heardAt = new Set(alike.map(({ seat }) => seat));
    // Who heard it listens, whatever became of the microphone since.
    const listeners = new Set([...near].filter((seat) => listening.has(seat) || heardAt.has(seat)));
    const least = Math.max(LEAST_NEIGHBOURS, leastShare * listeners.size);
    if (heardAt.size < least) continue;
    // One signal of each seat, so that who is named is who heard it.
    const first = alike.filter((one, i) => alike.findIndex(({ seat }) => seat === one.seat) === i);
    shared.set(own.signal.id, { cause: 'sound', factor, basis: named(first.map(basisOf)) });
  }
  return shared;
}

function nearOf(places: readonly Place[], seat: string): Set<string> {
  const own = places.find((place) => place.seat === seat);
  if (own === undefined) return new Set();
  const near = places.filter(
    ({ column, row, seat: name }) =>
      name !== seat && Math.abs(row - own.row) <= NEAR && Math.abs(column - own.column) <= NEAR,
  );
  return new Set(near.map((place) => place.seat));
}

/** Whether one was heard as long as another was; what is open goes on. */
function covers({ signal: one }: SeatSignal, { signal: other }: SeatSignal): boolean {
  const [end, otherEnd] = [one.endedAt ?? Infinity, other.endedAt ?? Infinity];
  return one.startedAt <= other.startedAt + SLACK_MS && end + SLACK_MS >= otherEnd;
}

/** Whether one is not clearly quieter than another, each over the quiet of its own microphone. */
function isAsLoud({ signal: one }: SeatSignal, { signal: other }: SeatSignal): boolean {
  const [level, otherLevel] = [one.detail?.aboveQuietDb, other.detail?.aboveQuietDb];
  return level !== undefined && otherLevel !== undefined && otherLevel - level < OWN_FROM_DB;
}
