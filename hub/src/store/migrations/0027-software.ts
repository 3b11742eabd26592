import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // What the seat's own software tells of a signal (JSON), and whether it is noted only.
  'alter table signal add column detail text',
  'alter table signal add column noted integer not null default 0',
];

export const software: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
