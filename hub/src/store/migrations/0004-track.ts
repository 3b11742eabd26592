import { type Kysely, type Migration, sql } from 'kysely';

/** Tracks that seats have handed over. The track itself is a file. */
const STATEMENTS = [
  `create table track (
     seat_id integer not null references seat (id), boot text not null, session text, version text not null,
     policy_hash text not null, from_at integer, to_at integer, observations integer not null,
     finished integer not null, sha256 text not null, bytes integer not null, received_at integer not null,
     primary key (seat_id, boot)) strict`,
  `create index track_received on track (seat_id, received_at)`,
];

export const track: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
