import { type Kysely, type Migration, sql } from 'kysely';

/** Each version of the notice with when it was first in force: what was shown stays known. */
const STATEMENTS = [
  `create table notice (hash text primary key, texts text not null, first_at integer not null) strict`,
];

export const notice: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
