import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // Keyed by the id that the incident had when it was judged, which is that of one of its signals: whatever the incident becomes part
  // of later, its signal leads there.
  `create table judgement (
     seat_id integer not null references seat (id), incident_id text not null, n integer not null, at integer not null,
     judge text not null, role text not null, outcome text not null, reason text not null, words text,
     severity text not null, signals integer not null, primary key (seat_id, incident_id, n)) strict`,
  `create trigger judgement_stays before update on judgement
     begin select raise(abort, 'a judgement is never changed'); end`,
];

export const judgements: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
