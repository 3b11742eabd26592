import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // What an event says of the seat's clock: hub's time less seat's, and how far that may be off.
  `alter table event add column clock_offset_ms integer`,
  `alter table event add column clock_uncertainty_ms integer`,
];

export const clock: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
