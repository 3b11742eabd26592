import Database from 'better-sqlite3';
import { DatabaseError } from 'pg';

/** Whether the store refused because its disk takes nothing more: then it would refuse anything else too. */
export function isDiskFull(cause: unknown): boolean {
  if (cause instanceof DatabaseError) return cause.code === '53100';
  return cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_FULL');
}
