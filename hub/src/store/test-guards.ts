import { sql } from 'kysely';
import { dialectOf } from './dialect.js';
import type { Db } from './schema.js';

/** For tests only: what SQLite and PostgreSQL say in other words, which the hub itself never says. */

/** Takes away what keeps rows of the audit log as they are, as somebody does who has the whole machine. */
export async function dropAuditGuards(db: Db): Promise<void> {
  const guards =
    dialectOf(db).name === 'sqlite'
      ? ['audit_no_update', 'audit_no_delete']
      : ['audit_no_change on audit', 'audit_no_truncate on audit'];
  for (const guard of guards) await sql.raw(`drop trigger ${guard}`).execute(db);
}

/** Lets the audit log take no more rows. */
export async function fillAudit(db: Db): Promise<void> {
  if (dialectOf(db).name === 'sqlite') {
    await sql`create trigger full before insert on audit begin select raise(abort, 'disk full'); end`.execute(
      db,
    );
    return;
  }
  await sql`create function no_room() returns trigger language plpgsql
    as $$ begin raise exception 'disk full'; end $$`.execute(db);
  await sql`create trigger no_room before insert on audit for each row execute function no_room()`.execute(
    db,
  );
}

/** Puts a row in another's place, where there is such a word: triggers for what is deleted do not see it. */
export function replaceInto(db: Db): 'insert or replace into' | 'insert into' {
  return dialectOf(db).name === 'sqlite' ? 'insert or replace into' : 'insert into';
}

/** How the database means to answer a query, as it says it. */
export async function planOf(db: Db, query: ReturnType<typeof sql>): Promise<string> {
  if (dialectOf(db).name === 'sqlite') {
    const { rows } = await sql<{ detail: string }>`explain query plan ${query}`.execute(db);
    return rows.map(({ detail }) => detail).join('; ');
  }
  return db.transaction().execute(async (one) => {
    // Of an empty table PostgreSQL would read the few pages.
    await sql`set local enable_seqscan = off`.execute(one);
    await sql`set local enable_bitmapscan = off`.execute(one);
    const { rows } = await sql<Record<'QUERY PLAN', string>>`explain ${query}`.execute(one);
    return rows.map((row) => row['QUERY PLAN']).join('; ');
  });
}
