import { type Kysely, type Migration, sql } from 'kysely';

/** What became of cues. The number is kept apart from others that came at the same time. */
const STATEMENTS = [
  `create table challenge (
     seat_id integer not null references seat (id), id text not null, asked_at integer not null, outcome text not null,
     body text not null, primary key (seat_id, id)) strict`,
  `create index challenge_time on challenge (seat_id, asked_at)`,
];

export const liveness: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
