import { type Kysely, type Migration, sql } from 'kysely';

/** What was erased stays known as erased; who may not be erased yet is held. */
const STATEMENTS = [
  // Events that were stored and are erased, as runs within their boot: what the first carried, and the hash of the last (32 bytes each).
  `create table erased_run (
     boot_id integer not null references boot (id), first integer not null, last integer not null, prev blob, hash blob,
     primary key (boot_id, first)) strict, without rowid`,
  // Neither is taken again. erasure: the one that removes it.
  `create table erased_picture (
     seat_id integer not null references seat (id), sha256 text not null, erasure integer not null,
     primary key (seat_id, sha256)) strict, without rowid`,
  `create table erased_track (
     seat_id integer not null references seat (id), boot text not null, primary key (seat_id, boot))
     strict, without rowid`,
  // Under way: it is gone on with after a crash. facts (JSON): what its receipt will say.
  `create table erasure (
     id integer primary key autoincrement, seat_id integer not null references seat (id), session text not null,
     before integer, facts text not null) strict`,
  `create table receipt (n integer primary key, body text not null) strict`,
  `create trigger receipt_no_update before update on receipt
     begin select raise(abort, 'receipts are append-only'); end`,
  `create trigger receipt_no_delete before delete on receipt
     begin select raise(abort, 'receipts are append-only'); end`,
  `create table hold (
     n integer primary key, seat_id integer not null references seat (id), session text not null,
     reason text not null, asked_by text not null, asked_at integer not null,
     confirmed_by text, confirmed_at integer,
     release_reason text, release_asked_by text, release_asked_at integer,
     released_by text, released_at integer) strict`,
  `create index hold_session on hold (seat_id, session)`,
  `create index boot_session_boot on boot_session (boot_id)`,
];

export const erasure: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
