import { sql } from 'kysely';
import { dialectOf } from './dialect.js';
import type { Db } from './schema.js';

/** An incident, as far as the risk that its seat reached in it goes. */
type Lasting = { key: string; seatId: number; startedAt: number; endedAt: number | null };

/** How far one was looked through. `endedAt`: its end at that time. */
type Known = { upTo: number; risk: number; endedAt: number | null };

/** The highest risks that seats of a room showed while incidents lasted. What was looked through is remembered: each look reads JSON. */
export class ReachedRisks {
  readonly #known = new Map<string, ReadonlyMap<string, Known>>();

  /** The risk of each incident of a room by its key, 0–100. Of one that is not asked for again nothing is remembered. */
  async of(db: Db, room: string, incidents: readonly Lasting[]): Promise<Map<string, number>> {
    const known = this.#known.get(room);
    const looked = new Map<string, Known>();
    for (const incident of incidents)
      looked.set(incident.key, await look(db, incident, known?.get(incident.key)));
    this.#known.set(room, looked);
    return new Map([...looked].map(([key, { risk }]) => [key, risk]));
  }

  /** Looks a room's incidents through from their beginning again. */
  forget(room: string): void {
    this.#known.delete(room);
  }
}

async function look(
  db: Db,
  { endedAt, seatId, startedAt }: Lasting,
  known: Known | undefined,
): Promise<Known> {
  if (known !== undefined && endedAt !== null && endedAt === known.endedAt) return known;
  const from = known?.upTo ?? startedAt;
  // A query of its own: within another one, SQLite reads every risk that there is to find those of one seat.
  const { rows } = await sql<{ risk: number | null; at: number | null }>`
    select max(${dialectOf(db).jsonNumber('body', ['risk', 'score'])}) as risk, max(at) as at from shown_risk
    where seat_id = ${seatId} and at >= ${from} and at <= ${endedAt ?? Number.MAX_SAFE_INTEGER}`.execute(db);
  return {
    risk: Math.max(known?.risk ?? 0, rows[0]?.risk ?? 0),
    upTo: Math.max(from, rows[0]?.at ?? 0),
    endedAt,
  };
}
