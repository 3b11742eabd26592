import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // What the seat said that it was made of (JSON); null of what was stored before.
  'alter table born add column versions text',
  'alter table born add column inference text',
  // The text of each policy under which a seat said that it works: a report says what was in force, also when the room has another one by then.
  'create table policy_text (hash text primary key, body text not null, first_at integer not null) strict',
];

export const reports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
