import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  `alter table user add column must_change_password integer not null default 0`,
  // Kept in clear, as the hub must make the codes; `used_step` is the last one that was taken, so that none counts twice.
  `create table totp (
     user_id integer primary key references user (id) on delete cascade, secret text not null, confirmed_at integer,
     used_step integer not null) strict`,
  `create table recovery_code (
     user_id integer not null references user (id) on delete cascade, code_hash text not null,
     primary key (user_id, code_hash)) strict`,
];

export const secondFactor: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
