import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  `create table user_room (
     user_id integer not null references user (id) on delete cascade, room text not null,
     primary key (user_id, room)) strict`,
  // Who could see every room keeps those that the hub knows of today.
  `insert into user_room (user_id, room)
     select user.id, seat.room from user, (select distinct room from seat) as seat where user.role = 'invigilator'`,
  `alter table login add column address text`,
  `create table audit (
     n integer primary key, at integer not null, actor text, role text, address text, verb text not null,
     subject text not null, count integer not null, previous text not null, hash text not null) strict`,
  `create index audit_at on audit (at)`,
  `create trigger audit_no_update before update on audit
     begin select raise(abort, 'the audit log is append-only'); end`,
  `create trigger audit_no_delete before delete on audit
     begin select raise(abort, 'the audit log is append-only'); end`,
  // Also keeps out INSERT OR REPLACE, and a row that another process has overtaken.
  `create trigger audit_in_order before insert on audit
     when new.n is not (select coalesce(max(n), 0) + 1 from audit)
       or new.previous is not coalesce((select hash from audit order by n desc limit 1), '${'0'.repeat(64)}')
     begin select raise(abort, 'the audit log goes on at its end'); end`,
];

export const rights: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
