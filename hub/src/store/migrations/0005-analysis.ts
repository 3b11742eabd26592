import { type Kysely, type Migration, sql } from 'kysely';

/** Minutes of analysis are read from the events themselves. */
const STATEMENTS = [
  `create index event_minute on event (seat_id, json_extract(body, '$.minute.from')) where type = 'analysis'`,
];

export const analysis: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
