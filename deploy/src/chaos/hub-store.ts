import Database from 'better-sqlite3';

/** How many events a hub's store holds, read past the hub. */
export function countEvents(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return Number(db.prepare('select count(*) from event').pluck().get());
  } finally {
    db.close();
  }
}
