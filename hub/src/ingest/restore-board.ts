import { isCameraCoverage, keptSession } from '@invigil/contract';
import type { Board } from '../live/board.js';
import { NO_RISK, coverageSpan } from '../live/seat-now.js';
import { lastEventAt } from '../store/events.js';
import { lastShown } from '../store/hub-risk.js';
import { recentIncidents } from '../store/incidents-read.js';
import type { Db } from '../store/schema.js';
import { type SeatRow, loadOfflineSpans } from '../store/seats.js';
import { signalsWithin } from '../store/signals.js';
import { openHands } from '../store/talk-read.js';

/** Puts the board back to what the store knows, after a restart. */
export async function restoreBoard(
  db: Db,
  board: Board,
  centre: string,
  seats: ReadonlyMap<string, SeatRow>,
  now: number,
): Promise<void> {
  for (const [key, row] of seats) {
    if (row.boot === null || row.state === null || board.seat(key) === undefined) continue;
    const since = row.watchedSince ?? now;
    // Signals are told on the seat's clock, and what the hub told of it on its own.
    const offsetMs = row.health?.clock?.offsetMs ?? 0;
    const signals = await signalsWithin(db, row.id, Math.min(since, since - offsetMs));
    const hands = await openHands(db, row.id, keptSession(row.session, row.boot));
    board.restore(key, {
      state: row.state,
      boot: row.boot,
      stateSince: row.stateSince,
      watchedSince: row.watchedSince,
      session: row.session,
      policyHash: row.policyHash,
      version: row.birth?.versions.invigil ?? null,
      policyIgnored: row.birth?.policyIgnored ?? [],
      shut: row.birth?.camera.shut === true,
      health: row.health,
      heardAt: row.heardAt,
      risk: (await lastShown(db, row.id, row.boot)) ?? NO_RISK,
      asOf: (await lastEventAt(db, row.id, row.boot)) ?? null,
      open: new Map(signals.filter((one) => one.endedAt === null).map((one) => [one.id, one])),
      coverage: new Map(signals.filter(isCameraCoverage).map((one) => [one.id, coverageSpan(one)])),
      hands: new Map(hands.map((one) => [one.id, one])),
      offline: await loadOfflineSpans(db, row.id, since),
    });
  }
  for (const incident of await recentIncidents(db, centre, now - 3_600_000)) board.incident(incident);
}
