import { type Policy, PolicyOfAnyVersion, canonicalPolicy } from '@invigil/contract';
import type { Db } from './schema.js';

/** Keeps the text of a policy under which a seat works. */
export async function keepPolicyText(
  db: Db,
  { hash, policy }: { hash: string; policy: Policy },
  now: number,
): Promise<void> {
  await db
    .insertInto('policy_text')
    .values({ hash, body: canonicalPolicy(policy), first_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The texts that are known of some policies, by their hash. */
export async function policyTexts(db: Db, hashes: readonly string[]): Promise<Map<string, Policy>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.selectFrom('policy_text').selectAll().where('hash', 'in', hashes).execute();
  return new Map(rows.map(({ body, hash }) => [hash, PolicyOfAnyVersion.parse(JSON.parse(body))]));
}
