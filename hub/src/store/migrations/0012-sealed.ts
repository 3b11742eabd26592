import { type Kysely, type Migration, sql } from 'kysely';

/** Pictures and tracks are sealed, each with the key of its session. */
const STATEMENTS = [
  // Which key this store was begun with, and whether files of before may still be in plain.
  `create table hub_key (
     n integer primary key check (n = 1), fingerprint text not null, made_at integer not null,
     plain integer not null) strict`,
  // wrapped: the key itself, sealed with the hub's.
  `create table session_key (
     seat_id integer not null references seat (id), session text not null, class text not null,
     wrapped blob not null, made_at integer not null, primary key (seat_id, session, class))
     strict, without rowid`,
  // Null: the file is in plain.
  `alter table picture add column session text`,
  `create index picture_session on picture (seat_id, session, received_at)`,
  `alter table track add column sealed integer not null default 0`,
];

export const sealed: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
