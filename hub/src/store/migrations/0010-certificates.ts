import { type Kysely, type Migration, sql } from 'kysely';

const STATEMENTS = [
  `create table certificate (
     serial text primary key, principal text not null, issued_at integer not null, issued_by text not null,
     expires_at integer not null, revoked_at integer, revoked_by text) strict`,
  `create index certificate_principal on certificate (principal)`,
  // A token that was used stays until it would have ended, so that a second use is told from one that never was.
  `create table enrolment_token (
     token_hash text primary key, principal text not null, issued_at integer not null, issued_by text not null,
     expires_at integer not null, used_at integer) strict`,
];

export const certificates: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
