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

/** Copies a hub's store while the hub runs, by SQLite's online backup. */
export async function copyStore(file: string, to: string): Promise<void> {
  const db = new Database(file, { readonly: true });
  try {
    await db.backup(to);
  } finally {
    db.close();
  }
}
