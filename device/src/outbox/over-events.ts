import type Database from 'better-sqlite3';

/** Events of one boot and session that follow each other without a gap. Times are epoch ms. */
export type EventRun = {
  boot: string;
  session: string | null;
  first: number;
  last: number;
  from: number;
  to: number;
};

/** The boot that runs and the session that is open; null outside of one. */
export type OpenNow = { boot: string; session: string | null };

type Row = Omit<EventRun, 'first' | 'last'> & { seq: number };

/**
 * The oldest waiting events of which the session is over, at most `limit` of one boot and session; undefined where there are none.
 * Those of the running boot and of the open session are never over.
 */
export function oldestOver(db: Database.Database, now: OpenNow, limit: number): EventRun | undefined {
  const rows = db
    .prepare<OpenNow & { limit: number }, Row>(
      `SELECT * FROM (
         SELECT boot, iif(json_valid(json), json_extract(json, '$.session'), NULL) AS session, seq,
           at AS "from", at AS "to" FROM events WHERE boot <> @boot ORDER BY id)
       WHERE session IS NULL OR session <> @session OR @session IS NULL LIMIT @limit`,
    )
    .all({ ...now, limit });
  const [oldest] = rows;
  if (oldest === undefined) return undefined;
  const { boot, from, seq: first, session } = oldest;
  const run = { boot, session, first, last: first, from, to: oldest.to };
  for (const row of rows.slice(1)) {
    if (row.boot !== boot || row.session !== session || row.seq !== run.last + 1) break;
    run.last = row.seq;
    run.to = row.to;
  }
  return run;
}
