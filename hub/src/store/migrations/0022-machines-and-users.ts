import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  `alter table user add column disabled_at integer`,
  // Log-ins that have ended are deleted, so that they can't tell it.
  `alter table user add column last_login_at integer`,
  `update user set last_login_at = (select max(created_at) from login where login.user_id = user.id)`,
  // How a seat fared, one row a minute. Keyed so that a seat's time is read, and its oldest rows deleted, in one piece.
  `create table health_minute (
     seat_id integer not null references seat (id), minute integer not null, captured real not null, faces real not null,
     objects real not null, frame_ms real, memory_mb real not null, temperature_c real, cpu_share real, outbox integer not null,
     outbox_oldest_ms real not null, disk_used_mb real, disk_free_mb real, clock_offset_ms integer,
     primary key (seat_id, minute)) strict, without rowid`,
];

export const machinesAndUsers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
