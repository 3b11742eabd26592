import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  // 32 bytes each; null in what was stored before.
  `alter table event add column prev blob`,
  `alter table event add column hash blob`,
  // Kept apart from the events: who mends a rewritten event does not mend what was found when it came.
  `create table chain_break (
     boot_id integer not null references boot (id), seq integer not null, found_at integer not null,
     primary key (boot_id, seq)) strict, without rowid`,
  // So that the boots of a session are found without walking every event.
  `create table boot_session (
     session text not null, boot_id integer not null references boot (id), primary key (session, boot_id))
     strict, without rowid`,
  `insert into boot_session select distinct session, boot_id from event where session is not null`,
  // What a seat said it was in a boot: one row for each policy that it worked under. Its nets (JSON) are those of its last word.
  `create table born (
     seat_id integer not null references seat (id), boot text not null, policy_hash text not null, at integer not null,
     nets text not null, primary key (seat_id, boot, policy_hash)) strict, without rowid`,
];

export const chain: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
