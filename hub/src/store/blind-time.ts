import { type BlindInterval, type SensorCoverage, type Signal, isCoverage } from '@invigil/contract';
import { watchedShare } from '../live/watched-share.js';
import { AWAY_MS, type BootInSession } from './boot-record.js';

/**
 * What the camera saw of a session, in the seat's own time.
 * @param boots at least one, in the order of their first event of the session
 * @param signals those of the seat that overlap the session or begin soon after it
 */
export function cameraCoverage(
  boots: readonly BootInSession[],
  signals: readonly Signal[],
): SensorCoverage & { sensor: 'camera' } {
  const from = Math.min(...boots.map((boot) => boot.from));
  const lastTold = Math.max(...boots.map((boot) => boot.to));
  const ends = signals.filter((signal) => isEnd(signal, lastTold));
  const to = Math.max(lastTold, ...ends.map(({ endedAt, openedAt }) => endedAt ?? openedAt));
  const blind: BlindInterval[] = [
    ...boots.flatMap(({ unproven }) => unproven),
    ...betweenBoots(boots),
    ...ends.map(({ endedAt }) => ({ from: lastTold, to: endedAt, cause: 'seat-away' })),
    // What the hub said of the seat's absence while it lasted is settled by what the seat told afterwards.
    ...signals
      .filter(({ kind, source }) => isCoverage(kind) && source === 'camera')
      .map(({ endedAt, kind, startedAt }) => ({ from: startedAt, to: endedAt, cause: kind })),
  ];
  const within = blind.flatMap((one) => clipped(one, from, to)).toSorted(inOrder);
  const watched = to > from ? watchedShare(from, to, within) : null;
  return { sensor: 'camera', from, to, watched, blind: within };
}

/** The hub says that the seat fell silent about when it told its last event. */
function isEnd({ kind, openedAt, startedAt }: Signal, lastTold: number): boolean {
  return kind === 'agent-stopped' && openedAt > lastTold && Math.abs(startedAt - lastTold) <= AWAY_MS;
}

function betweenBoots(boots: readonly BootInSession[]): BlindInterval[] {
  let reached = boots[0]?.to ?? 0;
  const between: BlindInterval[] = [];
  for (const { from, to } of boots.slice(1)) {
    if (from > reached) between.push({ from: reached, to: from, cause: 'seat-away' });
    reached = Math.max(reached, to);
  }
  return between;
}

function clipped(one: BlindInterval, from: number, to: number): BlindInterval[] {
  const begins = Math.max(from, one.from);
  const ends = one.to === null ? null : Math.min(to, one.to);
  return begins < (ends ?? to) ? [{ ...one, from: begins, to: ends }] : [];
}

function inOrder(a: BlindInterval, b: BlindInterval): number {
  return a.from - b.from || (a.cause < b.cause ? -1 : 1);
}
