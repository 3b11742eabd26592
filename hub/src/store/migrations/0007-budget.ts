import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // Keyed by the id that the incident had when it was weighed, which is that of one of its signals: whatever the incident becomes
  // part of later, its signal leads there.
  `create table budget (
     seat_id integer not null references seat (id), incident_id text not null, held_at integer, shown_at integer,
     came_up text, rank integer not null, shown integer not null, allowed integer not null,
     primary key (seat_id, incident_id)) strict`,
  `create index budget_shown on budget (seat_id, shown_at)`,
  `create index incident_ended on incident (seat_id, ended_at)`,
];

export const budget: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
