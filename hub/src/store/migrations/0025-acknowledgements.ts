import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // Who is looking at an incident now, keyed like a judgement by the id that the incident had then; the audit log tells who did before.
  `create table acknowledgement (
     seat_id integer not null references seat (id), incident_id text not null, looker text not null, at integer not null,
     primary key (seat_id, incident_id)) strict`,
];

export const acknowledgements: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
