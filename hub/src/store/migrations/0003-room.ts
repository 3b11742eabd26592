import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  `alter table signal add column seen_ms real`,
  `alter table signal add column toward text`,
  `alter table signal add column basis text`,
  `alter table signal add column shared text`,
  // For what a room shows: findings, shared causes, and what all of its seats showed at a time.
  `create index signal_room on signal (seat_id, started_at) where source = 'room'`,
  `create index signal_shared on signal (seat_id, started_at) where shared is not null`,
  `create index signal_kind on signal (kind, started_at)`,
  // The hub's number, where it is another than the seat's own. told = 1: in place of what the event (boot, seq) said.
  `create table hub_risk (
     seat_id integer not null references seat (id), boot_id integer not null references boot (id),
     seq integer not null, at integer not null, told integer not null, level text not null, body text not null) strict`,
  `create unique index hub_risk_told on hub_risk (seat_id, boot_id, seq) where told = 1`,
  `create index hub_risk_time on hub_risk (seat_id, at)`,
  `create index hub_risk_alert on hub_risk (seat_id, at) where level = 'alert'`,
  `create view shown_risk as
     select seat_id, boot_id, seq, at, level, body from event
     where type = 'risk' and not exists (
       select 1 from hub_risk where hub_risk.seat_id = event.seat_id and hub_risk.boot_id = event.boot_id
         and hub_risk.seq = event.seq and hub_risk.told = 1)
     union all select seat_id, boot_id, seq, at, level, body from hub_risk`,
];

export const room: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
