import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  `create table policy_version (
     name text not null, version integer not null, at integer not null, by text not null, hash text not null,
     policy text not null, primary key (name, version)) strict, without rowid`,
  `create trigger policy_version_stays before update on policy_version
     begin select raise(abort, 'a version of a policy is never changed'); end`,
  // What a room works under in place of its configuration.
  `create table room_policy (
     room text not null primary key, policy text not null, at integer not null) strict, without rowid`,
  `create table exam (
     exam text not null primary key, name text not null, starts_at integer not null, minutes integer not null,
     policy text, policy_version integer, opened_at integer, closed_at integer,
     revision integer not null default 0) strict, without rowid`,
  `create table exam_room (
     exam text not null references exam (exam) on delete cascade, room text not null,
     primary key (exam, room)) strict, without rowid`,
  `create table candidate (
     id text not null primary key, number text not null unique, name text not null, accommodations text,
     revision integer not null default 0) strict, without rowid`,
  `create table sitting (
     exam text not null references exam (exam) on delete cascade,
     candidate text not null references candidate (id) on delete cascade,
     room text, seat text, primary key (exam, candidate), unique (exam, room, seat)) strict, without rowid`,
  `create index sitting_candidate on sitting (candidate)`,
];

/** Policies by name, exams, and who sits where in them. */
export const centre: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
