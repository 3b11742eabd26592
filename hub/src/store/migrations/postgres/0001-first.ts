import { type Kysely, type Migration, sql } from 'kysely';
import { GUARDS } from './0001-guards.js';
import { TABLES } from './0001-tables.js';

/** The schema as it is in SQLite after 0028: no store on PostgreSQL is older. */
export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...TABLES, ...GUARDS]) await sql.raw(inByteOrder(statement)).execute(db);
  },
};

/** Texts are compared byte by byte, as SQLite does it, whatever language the database was made for. */
function inByteOrder(statement: string): string {
  return statement.startsWith('create table') ? statement.replace(/\btext\b/g, 'text collate "C"') : statement;
}
