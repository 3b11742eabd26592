/** A stretch of time; `to` null: it still goes on. */
export type Span = { from: number; to: number | null };

/**
 * Share of the time from `since` to `now` in which a seat was watched: all of it, less the time in which its camera
 * could not see or its daemon was not there. Where two reasons overlap the time counts once. 1 when no time passed.
 */
export function watchedShare(since: number, now: number, blind: readonly Span[]): number {
  const total = now - since;
  if (total <= 0) return 1;
  let lost = 0;
  let reached = since;
  for (const span of blind.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(reached, span.from);
    const to = Math.min(now, span.to ?? now);
    if (to > from) {
      lost += to - from;
      reached = to;
    }
  }
  return 1 - lost / total;
}

/**
 * From when the share is counted once a seat says what it is: a boot that goes on with the session of the one before
 * keeps that one's beginning, so that a restart does not wipe out the time in which nobody watched.
 */
export function watchedSince(
  before: { session: string | null; since: number | null },
  now: { session: string | null; bootSince: number },
): number {
  const goesOn = now.session !== null && now.session === before.session && before.since !== null;
  return goesOn ? Math.min(before.since ?? now.bootSince, now.bootSince) : now.bootSince;
}
