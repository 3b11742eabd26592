import { AuditEntry, type AuditQuery } from '@invigil/contract';
import type { AuditFact, AuditStore } from '../http/audit-trail.js';
import { type BrokenChain, CHAIN_START, ChainCheck, linked } from '../lib/audit-chain.js';
import { dialectOf } from './dialect.js';
import type { Db } from './schema.js';

/** Rows that are read at a time. */
const PAGE = 1000;
/** Tries of one row, where another process writes rows as well. */
const TRIES = 5;

/** The audit log, from this database. */
export function auditStore(db: Db): AuditStore {
  return {
    append: (fact) => appendAudit(db, fact),
    page: (query) => auditPage(db, query),
    all: () => allAudit(db),
  };
}

/** Adds a row at the end of the chain. Throws where it can't be written. */
export async function appendAudit(db: Db, fact: AuditFact): Promise<void> {
  await dialectOf(db).atAuditEnd(db, (one) => append(one, fact));
}

async function append(db: Db, fact: AuditFact): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const last = await db
      .selectFrom('audit')
      .select(['n', 'hash'])
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst();
    const row = linked({ ...fact, n: (last?.n ?? 0) + 1, previous: last?.hash ?? CHAIN_START });
    try {
      await db.insertInto('audit').values(row).execute();
      return;
    } catch (cause) {
      if (tries === TRIES || !wasOvertaken(cause)) throw cause;
    }
  }
}

/** Between the reading and the writing somebody else added a row. */
function wasOvertaken(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_CONSTRAINT_TRIGGER';
}

async function auditPage(db: Db, query: AuditQuery): Promise<AuditEntry[]> {
  let rows = db.selectFrom('audit').selectAll();
  if (query.from !== undefined) rows = rows.where('at', '>=', query.from);
  if (query.to !== undefined) rows = rows.where('at', '<=', query.to);
  if (query.actor !== undefined) rows = rows.where('actor', '=', query.actor);
  if (query.verb !== undefined) rows = rows.where('verb', '=', query.verb);
  if (query.before !== undefined) rows = rows.where('n', '<', query.before);
  const found = await rows.orderBy('n', 'desc').limit(query.limit).execute();
  return found.map((row) => AuditEntry.parse(row));
}

/** Every row up to the newest one of now, oldest first. */
async function* allAudit(db: Db): AsyncGenerator<AuditEntry> {
  for await (const row of storedRows(db)) yield AuditEntry.parse(row);
}

async function* storedRows(db: Db) {
  const newest = await db
    .selectFrom('audit')
    .select((eb) => eb.fn.max('n').as('n'))
    .executeTakeFirst();
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('n', '>', after)
      .where('n', '<=', newest?.n ?? 0)
      .orderBy('n')
      .limit(PAGE)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.n;
  }
}

/** Follows the chain from its beginning. `broken`: the first row that is not as it was written. */
export async function verifyAudit(
  db: Db,
): Promise<{ rows: number; head: string; broken: BrokenChain | undefined }> {
  const check = new ChainCheck();
  let broken: BrokenChain | undefined;
  for await (const row of storedRows(db)) {
    const read = AuditEntry.safeParse(row);
    broken = read.success ? check.next(read.data) : { n: row.n, reason: 'it is no row of an audit log' };
    if (broken !== undefined) break;
  }
  return { rows: check.rows, head: check.head, broken };
}
