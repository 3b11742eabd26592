import Database from 'better-sqlite3';
import { openError } from './store-errors.js';

/**
 * How many events wait in an outbox that no daemon holds; nothing in it is changed.
 * @throws DeviceError `outbox-in-use` where one holds it, or `outbox-unreadable`
 */
export function countOutbox(file: string): number {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true, timeout: 500 });
    return db.prepare<[], { n: number }>('SELECT count(*) AS n FROM events').get()?.n ?? 0;
  } catch (cause) {
    throw openError(file, cause);
  } finally {
    db?.close();
  }
}
