import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  `create table seat (
     id integer primary key, centre text not null, room text not null, seat text not null,
     state text, boot text, state_since integer, watched_since integer, session text, policy_hash text,
     birth text, health text, heard_at integer, unique (centre, room, seat)) strict`,
  `create table boot (
     id integer primary key, seat_id integer not null references seat (id), boot text not null,
     unique (seat_id, boot)) strict`,
  // A table with rowid and an index beside it takes three times the rows of one that is keyed by text.
  `create table event (
     seat_id integer not null references seat (id), boot_id integer not null references boot (id),
     seq integer not null, session text, at integer not null, received_at integer not null, hist integer not null,
     type text not null, level text, body text not null) strict`,
  `create unique index event_once on event (seat_id, boot_id, seq)`,
  `create index event_risk on event (seat_id, at) where type = 'risk'`,
  `create index event_alert on event (seat_id, at) where level = 'alert'`,
  `create table signal (
     seat_id integer not null references seat (id), id text not null, class text not null, kind text not null,
     source text not null, started_at integer not null, opened_at integer not null, ended_at integer,
     confidence real not null, direction text, hist integer not null, incident_id text,
     primary key (seat_id, id)) strict`,
  `create index signal_time on signal (seat_id, started_at)`,
  `create index signal_incident on signal (seat_id, incident_id)`,
  `create index signal_open on signal (seat_id) where ended_at is null`,
  `create table incident (
     seat_id integer not null references seat (id), id text not null, class text not null, severity text not null,
     started_at integer not null, ended_at integer, hist integer not null, primary key (seat_id, id)) strict`,
  `create index incident_time on incident (started_at)`,
  `create index incident_seat on incident (seat_id, class, started_at)`,
  `create index incident_open on incident (seat_id) where ended_at is null`,
  `create table evidence (
     seat_id integer not null references seat (id), signal_id text not null, sha256 text not null,
     taken_at integer not null, role text not null, primary key (seat_id, signal_id, sha256, role)) strict`,
  `create table picture (
     sha256 text primary key, seat_id integer not null references seat (id), bytes integer not null,
     received_at integer not null) strict`,
  `create table presence (
     seat_id integer not null references seat (id), state text not null, boot text not null,
     at integer not null) strict`,
  `create index presence_time on presence (seat_id, at)`,
  `create table dead_letter (
     id integer primary key autoincrement, at integer not null, topic text not null, reason text not null,
     payload blob not null) strict`,
  `create table user (
     id integer primary key, name text not null unique collate nocase, role text not null,
     password_hash text not null, created_at integer not null) strict`,
  `create table login (
     secret_hash text primary key, user_id integer not null references user (id) on delete cascade,
     created_at integer not null, expires_at integer not null) strict`,
];

export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
