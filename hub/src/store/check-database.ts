import Database from 'better-sqlite3';
import { HubError, messageOf } from '../lib/hub-error.js';

/** What a store holds, as far as a look tells. */
export type StoreFacts = { events: number; seats: number };

/**
 * Opens a store without changing it, and checks each page and each reference of it.
 * Throws a {@link HubError} with code `store-damaged`, which says what is wrong.
 */
export function checkDatabase(file: string): StoreFacts {
  try {
    const sqlite = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return look(sqlite);
    } finally {
      sqlite.close();
    }
  } catch (cause) {
    throw new HubError('store-damaged', `${file}: ${messageOf(cause)}`, { cause });
  }
}

function look(sqlite: Database.Database): StoreFacts {
  const found = sqlite.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') throw new Error(`SQLite's check says: ${String(found)}`);
  const lost = sqlite.prepare('select count(*) from pragma_foreign_key_check').pluck().get();
  if (lost !== 0) throw new Error(`${String(lost)} rows refer to rows that are not there`);
  const count = (table: 'event' | 'seat'): number =>
    Number(sqlite.prepare(`select count(*) from ${table}`).pluck().get());
  return { events: count('event'), seats: count('seat') };
}
