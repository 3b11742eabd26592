import Database from 'better-sqlite3';

/** Whether the store refused because its disk takes nothing more: then it would refuse anything else too. */
export function isDiskFull(cause: unknown): boolean {
  return cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_FULL');
}
