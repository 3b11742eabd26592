import { type Kysely, type Migration, sql } from 'kysely';

/** A signal that begins so soon after the last event still says how the session ended; see `AWAY_MS` in boot-record.ts. ms */
const SOON_MS = 90_000;

const STATEMENTS = [
  // What the certificate of a session that is over comes to, for lists: making one reads every event of its boots. `token`: of who is making it;
  // `complete` null until it is made.
  `create table session_verdict (
     seat_id integer not null references seat (id), session text not null, token text not null, complete integer,
     watched real, from_at integer, to_at integer, primary key (seat_id, session)) strict, without rowid`,
  // What a certificate rests on beside events, of which ingest says so itself: whoever writes it need not think of this table.
  ...['insert', 'update'].map(
    (what) => `create trigger verdict_signal_${what} after ${what} on signal begin
       delete from session_verdict where seat_id = new.seat_id and (complete is null
         or (from_at <= coalesce(new.ended_at, to_at) and to_at + ${SOON_MS} >= new.started_at)); end`,
  ),
  `create trigger verdict_signal_delete after delete on signal begin
     delete from session_verdict where seat_id = old.seat_id; end`,
  `create trigger verdict_given_up after insert on given_up begin
     delete from session_verdict where seat_id = new.seat_id; end`,
  ...[
    ['chain_break', 'insert'],
    ['erased_run', 'insert'],
    ['erased_run', 'update'],
  ].map(
    ([table, what]) => `create trigger verdict_${table}_${what} after ${what} on ${table} begin
       delete from session_verdict where seat_id = (select seat_id from boot where id = new.boot_id); end`,
  ),
];

export const sessionVerdicts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
