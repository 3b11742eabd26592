import { Notice, canonicalText } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import type { Db } from './schema.js';

/** Keeps the notice of the configuration, where it is a new version, and gives it; null where there is none. */
export async function keepNotice(
  db: Db,
  texts: Notice['texts'] | undefined,
  now: number,
): Promise<Notice | null> {
  if (texts === undefined) return null;
  const text = canonicalText(texts);
  const row = { hash: sha256Hex(text), texts: text, first_at: now };
  await db
    .insertInto('notice')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await noticesOf(db, [row.hash]))[0] ?? null;
}

/** Versions of the notice by their hash. */
export async function noticesOf(db: Db, hashes: readonly string[]): Promise<Notice[]> {
  if (hashes.length === 0) return [];
  const rows = await db.selectFrom('notice').selectAll().where('hash', 'in', hashes).execute();
  return rows.map((row) =>
    Notice.parse({ hash: row.hash, firstAt: row.first_at, texts: JSON.parse(row.texts) }),
  );
}
