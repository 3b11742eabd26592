import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // What an event says of the seat's clock: hub's time less seat's, and how far that may be off.
  `alter table event add column clock_offset_ms integer`,
  `alter table event add column clock_uncertainty_ms integer`,
  // What a seat gave up of an earlier boot. That boot may have told nothing that is stored, so it is named and not referred to.
  `create table given_up (
     seat_id integer not null references seat (id), boot text not null, first integer not null, last integer not null,
     session text, from_at integer not null, to_at integer not null, told_at integer not null,
     primary key (seat_id, boot, first, last)) strict, without rowid`,
];

export const seatLink: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
