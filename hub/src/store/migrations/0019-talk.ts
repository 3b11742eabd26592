import { type Kysely, type Migration, sql } from 'kysely';

/** Each row is kept and erased with the session (`keptSession`) that it belongs to. */
const STATEMENTS = [
  `create table note (
     seat_id integer not null references seat (id), id text not null, session text not null, incident_id text, at integer not null,
     author text not null, role text not null, words text not null, struck_at integer, struck_why text,
     primary key (seat_id, id)) strict`,
  `create index note_time on note (seat_id, at)`,
  `create trigger note_stays before update on note
     when old.struck_at is not null or new.struck_at is null or new.struck_why is null
       or new.words is not old.words or new.author is not old.author or new.at is not old.at
       or new.session is not old.session or new.incident_id is not old.incident_id
     begin select raise(abort, 'a note can only be struck through, and once'); end`,
  `create table message (
     seat_id integer not null references seat (id), id text not null, session text not null, sent_at integer not null,
     expires_at integer not null, author text not null, role text not null, words text not null, hand_id text,
     state text not null, answered_at integer, reason text, primary key (seat_id, id)) strict`,
  `create index message_time on message (seat_id, sent_at)`,
  `create table hand (
     seat_id integer not null references seat (id), id text not null, session text not null, raised_at integer not null,
     words text, lowered_at integer, answered_at integer, answered_by text, primary key (seat_id, id)) strict`,
  `create index hand_time on hand (seat_id, raised_at)`,
];

export const talk: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
